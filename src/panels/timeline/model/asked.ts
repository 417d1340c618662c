/**
 * The ID that our data source was asked for, with variables filled in, read from the request that brings the data: while
 * nothing has arrived, no join report says it.
 *
 * @returns `undefined` when no query of ours is among the targets, or it holds no ID.
 */
export function askedId(
  targets: readonly object[] | undefined,
  replaceVariables: (text: string) => string
): string | undefined {
  for (const target of targets ?? []) {
    if ('view' in target && target.view === 'correlate' && 'value' in target && typeof target.value === 'string') {
      const id = replaceVariables(target.value).trim();
      return id === '' ? undefined : id;
    }
  }
  return undefined;
}
