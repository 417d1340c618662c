/**
 * Names without what all of them end with (a domain, from a dot on) and, if asked, without what all begin with (up to a
 * separator): what is left tells them apart.
 */
export function shortNames(names: readonly string[], prefix: boolean): readonly string[] {
  const [first = ''] = names;
  if (names.length < 2) {
    return names;
  }
  const dot = [...first.matchAll(/\./g)]
    .map(({ index }) => first.slice(index))
    .find((end) => names.every((name) => name.endsWith(end) && name !== end));
  const shorter = dot === undefined ? names : names.map((name) => name.slice(0, -dot.length));
  if (!prefix) {
    return shorter;
  }
  const [start = ''] = shorter;
  const begin = [...start.matchAll(/[-._/]/g)]
    .map(({ index }) => start.slice(0, index + 1))
    .reverse()
    .find((candidate) => shorter.every((name) => name.startsWith(candidate) && name !== candidate));
  return begin === undefined ? shorter : shorter.map((name) => name.slice(begin.length));
}

/**
 * A name in so many characters: the middle goes first, because nodes of a cluster differ in what they end with and their
 * kind is what they begin with.
 */
export function abbreviated(name: string, most: number): string {
  if (name.length <= most) {
    return name;
  }
  if (most <= 3) {
    return name.slice(-most);
  }
  const end = Math.ceil((most - 1) / 2);
  return `${name.slice(0, most - 1 - end)}…${name.slice(-end)}`;
}
