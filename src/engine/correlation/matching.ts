import type { Nesting } from './key';

/** How a value relates to the ID that was asked for. */
export type IdMatch = 'exact' | 'child';

/**
 * Makes a predicate for the values that an ID stands for: the ID itself, and with suffix nesting every value that goes on
 * with the separator and at least one more character (`req_x_inventory` for `req_x`, never `req_xy`, never `req_x_`).
 *
 * @returns a function that says how a value matches, or `undefined` when it does not. O(length of the ID).
 */
export function matchId(nesting: Nesting, id: string): (value: string) => IdMatch | undefined {
  const prefix = childPrefix(nesting, id);
  return (value) => {
    if (value === id) {
      return 'exact';
    }
    return prefix !== undefined && value.length > prefix.length && value.startsWith(prefix) ? 'child' : undefined;
  };
}

/**
 * An RE2 pattern, without anchors, that fully matches exactly the values that {@link matchId} accepts. For Loki and
 * Prometheus matchers (anchored by themselves) and TraceQL `=~`. Every metacharacter of the ID is quoted; children may
 * hold newlines, as `matchId` does not look at what follows the separator either.
 */
export function nestedPattern(nesting: Nesting, id: string): string {
  if (nesting.kind === 'none' || childPrefix(nesting, id) === undefined) {
    return quotePattern(id);
  }
  return `${quotePattern(id)}(?:${quotePattern(nesting.separator)}(?s:.+))?`;
}

/**
 * Quotes text for an RE2 pattern. Like Go's `regexp.QuoteMeta`, it escapes the metacharacters and nothing else: RE2 has
 * no escapes for other characters, and takes newlines and emoji as they are.
 */
export function quotePattern(text: string): string {
  return text.replace(/[\\.+*?()|[\]{}^$]/g, '\\$&');
}

/** An empty ID or separator nests nothing: it would stand for every value. */
function childPrefix(nesting: Nesting, id: string): string | undefined {
  return nesting.kind === 'suffix' && nesting.separator !== '' && id !== '' ? id + nesting.separator : undefined;
}
