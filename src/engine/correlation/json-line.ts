import { clear, type Found, type Wanted, wantedAt } from './wanted';

/**
 * Reads fields of a line that is a JSON object without parsing the line. A flat line without escapes, as most are, is
 * searched for the names; any other is walked once. No objects are made. A line that was cut off still gives the fields
 * before the cut, and one with a syntax error those that can be told.
 */
const QUOTE = 34;
const COMMA = 44;
const COLON = 58;
const OPEN_BRACKET = 91;
const BACKSLASH = 92;
const CLOSE_BRACKET = 93;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;

/** Position of the `{` that opens the line, or -1 when the line is not a JSON object. */
export function jsonStart(line: string): number {
  const at = skipSpace(line, 0);
  return line.charCodeAt(at) === OPEN_BRACE ? at : -1;
}

/**
 * The texts of top-level fields: a string decoded, a number or boolean as written (so that long numbers keep their
 * digits). A field that is absent, null, empty, an object or an array is `undefined`; of two with one name the first
 * that has a text counts. O(length of the line).
 */
export function readJson(line: string, start: number, fields: Wanted, found: Found): void {
  if (isPlain(line, start)) {
    for (let row = 0; row < found.length; row += 1) {
      found[row] = plainField(line, start, fields.needles[row] ?? '"');
    }
    return;
  }
  clear(found);
  if (!walk(line, start, fields, found)) {
    searchBroken(line, start, fields, found);
  }
}

/**
 * True for a line without nested objects and without escapes. There a quoted name that a colon follows is a field of the
 * line, and a quote ends a string: strings can be searched for.
 */
export function isPlain(line: string, start: number): boolean {
  if (line !== last.line) {
    last.line = line;
    last.isPlain = line.indexOf('{', start + 1) < 0 && line.indexOf('\\') < 0;
  }
  return last.isPlain;
}

/** A line is asked about several times in a row: for its trace, its span and the values of a key. */
const last = { line: '', isPlain: false };

/**
 * One field of a plain line; see {@link readJson}.
 * @param needle - the field's name and a quote behind it
 */
function plainField(line: string, start: number, needle: string): string | undefined {
  const at = plainValue(line, start, needle);
  if (at < 0) {
    return undefined;
  }
  return line.charCodeAt(at) === QUOTE ? plainString(line, at + 1) : scalarAt(line, at);
}

/** Position of the value of a field of a plain line, at its opening quote if it has one; -1 when it is absent. */
export function plainValue(line: string, start: number, needle: string): number {
  for (let at = line.indexOf(needle, start); at >= 0; at = line.indexOf(needle, at + 1)) {
    if (line.charCodeAt(at - 1) === QUOTE) {
      const colon = skipSpace(line, at + needle.length);
      if (line.charCodeAt(colon) === COLON) {
        return skipSpace(line, colon + 1);
      }
    }
  }
  return -1;
}

function plainString(line: string, from: number): string | undefined {
  const end = line.indexOf('"', from);
  return end > from ? line.slice(from, end) : undefined;
}

/**
 * The text of a field by dotted path, member by member. O(length of the line).
 */
export function jsonPath(line: string, start: number, path: readonly string[]): string | undefined {
  let at = start;
  for (const name of path) {
    at = line.charCodeAt(at) === OPEN_BRACE ? memberValue(line, at, name) : -1;
    if (at < 0) {
      return undefined;
    }
  }
  return scalarAt(line, at);
}

/** Walks the members of the object that opens at `open`. False when it met a syntax error before the line's end. */
function walk(line: string, open: number, fields: Wanted, found: Found): boolean {
  let at = skipSpace(line, open + 1);
  while (line.charCodeAt(at) === QUOTE) {
    const keyEnd = closingQuote(line, at + 1);
    const colon = skipSpace(line, keyEnd + 1);
    if (line.charCodeAt(colon) !== COLON) {
      return colon >= line.length;
    }
    const value = skipSpace(line, colon + 1);
    const row = wantedAt(fields, line, at + 1, keyEnd - at - 1);
    if (row >= 0) {
      found[row] ??= scalarAt(line, value);
    }
    at = skipSpace(line, valueEnd(line, value));
    if (line.charCodeAt(at) !== COMMA) {
      break;
    }
    at = skipSpace(line, at + 1);
  }
  return at >= line.length || line.charCodeAt(at) === CLOSE_BRACE;
}

/** Position of a member's value in the object that opens at `open`, or -1. */
function memberValue(line: string, open: number, name: string): number {
  let at = skipSpace(line, open + 1);
  while (line.charCodeAt(at) === QUOTE) {
    const keyEnd = closingQuote(line, at + 1);
    const colon = skipSpace(line, keyEnd + 1);
    if (line.charCodeAt(colon) !== COLON) {
      return -1;
    }
    const value = skipSpace(line, colon + 1);
    if (keyEnd - at - 1 === name.length && line.startsWith(name, at + 1)) {
      return value;
    }
    at = skipSpace(line, valueEnd(line, value));
    if (line.charCodeAt(at) !== COMMA) {
      return -1;
    }
    at = skipSpace(line, at + 1);
  }
  return -1;
}

/** Hand-made JSON breaks on a quote in a name; the fields after it are still worth having. */
function searchBroken(line: string, start: number, { names }: Wanted, found: Found): void {
  names.forEach((name, row) => {
    const quoted = `"${name}"`;
    for (let at = line.indexOf(quoted, start); at >= 0 && found[row] === undefined; at = line.indexOf(quoted, at + 1)) {
      const colon = skipSpace(line, at + quoted.length);
      if (line.charCodeAt(at - 1) !== BACKSLASH && line.charCodeAt(colon) === COLON) {
        found[row] = scalarAt(line, skipSpace(line, colon + 1));
      }
    }
  });
}

/** Position after the value at `at`. Nested objects and arrays are counted, not descended into. */
function valueEnd(line: string, at: number): number {
  const first = line.charCodeAt(at);
  if (first === QUOTE) {
    return closingQuote(line, at + 1) + 1;
  }
  return first === OPEN_BRACE || first === OPEN_BRACKET ? nestedEnd(line, at) : wordEnd(line, at);
}

function nestedEnd(line: string, at: number): number {
  let depth = 0;
  for (let i = at; i < line.length; i += 1) {
    const code = line.charCodeAt(i);
    if (code === QUOTE) {
      i = closingQuote(line, i + 1);
    } else if (code === OPEN_BRACE || code === OPEN_BRACKET) {
      depth += 1;
    } else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) {
      depth -= 1;
      if (depth === 0) {
        return i + 1;
      }
    }
  }
  return line.length;
}

/** A number, `true`, `false` or `null` ends at what follows a member. */
function wordEnd(line: string, at: number): number {
  let i = at;
  while (i < line.length) {
    const code = line.charCodeAt(i);
    if (code === COMMA || code === CLOSE_BRACE || code === CLOSE_BRACKET) {
      break;
    }
    i += 1;
  }
  return i;
}

/** Position of the quote that closes a string whose text begins at `from`; the line's length when none does. */
function closingQuote(line: string, from: number): number {
  for (let i = from; i < line.length; i += 1) {
    const code = line.charCodeAt(i);
    if (code === QUOTE) {
      return i;
    }
    if (code === BACKSLASH) {
      i += 1;
    }
  }
  return line.length;
}

function scalarAt(line: string, at: number): string | undefined {
  const code = line.charCodeAt(at);
  if (code === QUOTE) {
    return stringAt(line, at + 1);
  }
  const end = code === OPEN_BRACE || code === OPEN_BRACKET ? line.length : wordEnd(line, at);
  // What runs into the line's end was cut off: half a number is another number.
  const text = end >= line.length ? '' : line.slice(at, end).trimEnd();
  return text === '' || text === 'null' ? undefined : text;
}

function stringAt(line: string, from: number): string | undefined {
  const end = closingQuote(line, from);
  if (end >= line.length || end === from) {
    return undefined;
  }
  const raw = line.slice(from, end);
  return raw.includes('\\') ? decode(raw) : raw;
}

function decode(raw: string): string | undefined {
  try {
    const value: unknown = JSON.parse(`"${raw}"`);
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}

function skipSpace(line: string, from: number): number {
  let i = from;
  for (let code = line.charCodeAt(i); code === 32 || (code >= 9 && code <= 13); code = line.charCodeAt(i)) {
    i += 1;
  }
  return i;
}
