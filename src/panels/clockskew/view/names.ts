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
