/** Numbers in [0, 1), the same for a seed (mulberry32, public domain): a refresh draws the same traces again. */
export function seededRandom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Some of the items, each with the same chance, in the order drawn (Fisher and Yates). */
export function drawSome<T>(items: readonly T[], count: number, random: () => number): readonly T[] {
  const pool = [...items];
  const drawn = Math.min(count, pool.length);
  for (let i = 0; i < drawn; i += 1) {
    const j = i + Math.floor(random() * (pool.length - i));
    const [a, b] = [pool[i], pool[j]];
    if (a !== undefined && b !== undefined) {
      pool[i] = b;
      pool[j] = a;
    }
  }
  return pool.slice(0, drawn);
}

/**
 * Shares a number out by weights, whole numbers, nothing above its most (largest remainders). What one cannot take goes
 * to the others.
 */
export function shareOut(total: number, weights: readonly number[], most: readonly number[]): readonly number[] {
  const shares = weights.map(() => 0);
  let left = Math.min(
    total,
    most.reduce((sum, one) => sum + one, 0)
  );
  while (left > 0) {
    const open = shares.map((share, i) => (share < (most[i] ?? 0) ? Math.max(weights[i] ?? 0, Number.MIN_VALUE) : 0));
    const sum = open.reduce((all, weight) => all + weight, 0);
    const wanted = open.map((weight) => (weight / sum) * left);
    const whole = wanted.map((want, i) => Math.min(Math.floor(want), (most[i] ?? 0) - (shares[i] ?? 0)));
    const given = whole.reduce((all, one) => all + one, 0);
    if (given > 0) {
      whole.forEach((one, i) => {
        shares[i] = (shares[i] ?? 0) + one;
      });
      left -= given;
    } else {
      const next = wanted.indexOf(Math.max(...wanted));
      shares[next] = (shares[next] ?? 0) + 1;
      left -= 1;
    }
  }
  return shares;
}
