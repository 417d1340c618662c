import { type Attempt, Delivery, type DeliveryOptions } from './delivery';

interface Bench {
  readonly delivery: Delivery<number>;
  readonly batches: ReadonlyArray<readonly number[]>;
  readonly reports: readonly string[];
}

/** A delivery whose other side answers each attempt in turn, the last answer for good. */
function bench(answers: readonly Attempt[], options: Partial<DeliveryOptions<number>> = {}): Bench {
  const batches: Array<readonly number[]> = [];
  const reports: string[] = [];
  const delivery = new Delivery<number>({
    name: 'things to there',
    remedy: 'Is it on?',
    batch: 3,
    firstPauseMs: 1,
    report: (line) => reports.push(line),
    send: (batch) => {
      const answer = answers[Math.min(batches.length, answers.length - 1)];
      batches.push(batch);
      return Promise.resolve(answer);
    },
    ...options,
  });
  return { delivery, batches, reports };
}

/** Waits for what will come, however busy the machine is. */
async function until(what: () => boolean): Promise<void> {
  while (!what()) {
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

const taken: Attempt = { kind: 'taken' };
const later: Attempt = { kind: 'later', reason: 'HTTP 503' };

describe('Delivery', () => {
  it('hands everything over in order, in batches', async () => {
    const { delivery, batches, reports } = bench([taken]);
    delivery.offer([1, 2, 3, 4]);
    delivery.offer([5]);
    await delivery.close(1000);
    expect(batches).toEqual([
      [1, 2, 3],
      [4, 5],
    ]);
    expect(delivery.counts).toEqual({ delivered: 5, waiting: 0, dropped: 0 });
    expect(reports).toEqual(['things to there: 5 delivered']);
  });

  it('tries again what could not be taken, and tells of it once when it begins and once when it ends', async () => {
    const { delivery, batches, reports } = bench([later, later, later, taken]);
    delivery.offer([1, 2]);
    await until(() => delivery.counts.delivered === 2 && reports.length === 2);
    expect(batches).toEqual([
      [1, 2],
      [1, 2],
      [1, 2],
      [1, 2],
    ]);
    expect(reports).toEqual([
      'things to there: HTTP 503. Is it on? Trying again; the rest goes on.',
      'things to there: answers again; 0 waiting, 0 dropped',
    ]);
  });

  it('does not insist on what is refused', async () => {
    const { delivery, batches, reports } = bench([{ kind: 'refused', reason: 'HTTP 400 too old' }, taken]);
    delivery.offer([1, 2, 3, 4]);
    await delivery.close(1000);
    expect(batches).toEqual([[1, 2, 3], [4]]);
    expect(delivery.counts).toEqual({ delivered: 1, waiting: 0, dropped: 3 });
    expect(reports[0]).toBe('things to there: 3 refused: HTTP 400 too old. Is it on?');
  });

  it('takes an exception for trouble that may pass', async () => {
    let calls = 0;
    const { delivery, reports } = bench([], {
      send: () => {
        calls += 1;
        return calls === 1
          ? Promise.reject(new Error('fetch failed', { cause: new Error('connect ECONNREFUSED 127.0.0.1:3100') }))
          : Promise.resolve(taken);
      },
    });
    delivery.offer([1]);
    await until(() => delivery.counts.delivered === 1);
    expect(reports[0]).toContain('fetch failed: connect ECONNREFUSED 127.0.0.1:3100. Is it on?');
    expect(delivery.counts.delivered).toBe(1);
  });

  it('keeps the newest when too much waits, and counts the rest', async () => {
    const { delivery } = bench([later], { limit: 5, firstPauseMs: 10_000 });
    delivery.offer([1, 2, 3]);
    delivery.offer([4, 5, 6, 7]);
    expect(delivery.counts).toEqual({ delivered: 0, waiting: 5, dropped: 2 });
    await delivery.close(1000);
  });

  it('counts a batch as delivered that overflowed while it was under way', async () => {
    let finish: (attempt: Attempt) => void = () => undefined;
    const { delivery, batches } = bench([taken], {
      limit: 4,
      send: (batch) => {
        seen.push(batch);
        return new Promise((resolve) => (finish = resolve));
      },
    });
    const seen: Array<readonly number[]> = [];
    delivery.offer([1, 2, 3]);
    delivery.offer([4, 5, 6]);
    finish(taken);
    await until(() => seen.length === 2);
    finish(taken);
    await delivery.close(1000);
    expect(batches).toEqual([]);
    expect(seen).toEqual([
      [1, 2, 3],
      [4, 5, 6],
    ]);
    expect(delivery.counts).toEqual({ delivered: 6, waiting: 0, dropped: 0 });
  });

  it('gives up at the end without waiting for its pause, and says what was left', async () => {
    const { delivery, batches, reports } = bench([later], { firstPauseMs: 60_000 });
    delivery.offer([1, 2]);
    await until(() => reports.length === 1);
    await delivery.close(60_000);
    expect(batches).toHaveLength(2);
    expect(reports.at(-1)).toBe('things to there: 0 delivered, 2 not sent, 0 dropped');
  });

  it('does not wait longer than told for an attempt that never ends', async () => {
    const { delivery, reports } = bench([], { send: () => new Promise(() => undefined) });
    delivery.offer([1]);
    await delivery.close(20);
    expect(reports).toEqual(['things to there: 0 delivered, 1 not sent, 0 dropped']);
  });
});
