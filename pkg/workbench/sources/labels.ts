export type Labels = Readonly<Record<string, string>>;

/** In the order in which Prometheus keeps series: by the first label that differs, its name, then its value. */
export function sortByLabels<T extends { readonly labels: Labels }>(series: readonly T[]): readonly T[] {
  return series
    .map((one) => ({ one, pairs: sortedPairs(one.labels).flat() }))
    .sort((a, b) => comparePairs(a.pairs, b.pairs))
    .map(({ one }) => one);
}

/** Names and values, by name. */
export function sortedPairs(labels: Labels): ReadonlyArray<readonly [string, string]> {
  return Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1));
}

function comparePairs(a: readonly string[], b: readonly string[]): number {
  const at = a.findIndex((text, index) => text !== b[index]);
  if (at === -1) {
    return a.length - b.length;
  }
  return b[at] === undefined || a[at] > b[at] ? 1 : -1;
}
