/** Columns aligned with spaces: the first and the last to the left, the others to the right. */
export function table(head: readonly string[], rows: ReadonlyArray<readonly string[]>): string {
  const all = [head, ...rows];
  const widths = head.map((_, at) => Math.max(...all.map((row) => (row[at] ?? '').length)));
  const isLeft = (at: number): boolean => at === 0 || (head[at] === '' && at === head.length - 1);
  return all
    .map((row) =>
      row
        .map((cell, at) => (isLeft(at) ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
        .join('  ')
        .trimEnd()
    )
    .join('\n');
}
