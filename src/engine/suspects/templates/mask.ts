/** What varies from one request to the next, and what is put in its place; in the order in which they are tried. */
const MASKS: ReadonlyArray<readonly [pattern: RegExp, mark: string]> = [
  [/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi, '<id>'],
  [/\b\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?(?:[.,]\d+)?(?:Z|[+-]\d{2}:?\d{2})?)?/g, '<time>'],
  [/\b\d{1,2}:\d{2}:\d{2}(?:[.,]\d+)?\b/g, '<time>'],
  [/\b\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?\b/g, '<ip>'],
  // Random digits behind a prefix (req_7f3a09c1) or alone; eight or more, at least one of them a decimal one.
  [/(?<![0-9a-z])(?=[0-9a-f]*\d)[0-9a-f]{8,}(?![0-9a-z])/gi, '<id>'],
  // One to three letters and then digits: a number of an order, a train, a seat.
  [/(?<![A-Za-z0-9])[A-Za-z]{1,3}\d{2,}(?![A-Za-z0-9])/g, '<id>'],
  [/(?<![A-Za-z0-9])[+-]?\d+(?:[.,]\d+)*(?:e[+-]?\d+)?(?:ns|us|µs|ms|s|m|h|[kmgt]i?b|%)?(?![A-Za-z0-9])/gi, '<n>'],
];

/** The innermost object or list of several: what it holds varies in length, and with it the number of words. */
const COLLECTION = /\([^()[\]{}]{16,}\)|\{[^()[\]{}]{2,}\}|\[[^()[\]{}]*,[^()[\]{}]*\]/g;
/** Objects nest about this deep before nobody reads them. */
const DEEPEST = 6;
/** What a template needs of a line; the rest is payload. */
const LONGEST = 600;

/**
 * A line with everything that varies from one request to the next replaced: IDs, times, addresses, numbers, and objects
 * and lists as a whole. Digits inside a word (`travel2`, `utf8`) and places in the code stay: they say which line it is.
 */
export function maskLine(text: string, location: string): string {
  let masked = text.slice(0, LONGEST);
  // Spaced, so that what stood next to the place in the code is masked as if it were not there.
  masked = location === '' ? masked : masked.replace(location, ' ');
  for (const [pattern, mark] of MASKS) {
    masked = masked.replace(pattern, mark);
  }
  for (let depth = 0; depth < DEEPEST; depth += 1) {
    const flat = masked.replace(COLLECTION, '<…>');
    if (flat === masked) {
      break;
    }
    masked = flat;
  }
  return masked;
}
