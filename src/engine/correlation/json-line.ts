/**
 * Reads single fields of a line that is a JSON object without parsing the line: 100,000 lines are scanned in the time
 * that `JSON.parse` needs for a few thousand. A line that was cut off still gives the fields before the cut.
 */
const QUOTE = 34;
const BACKSLASH = 92;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;
const OPEN_BRACKET = 91;
const CLOSE_BRACKET = 93;
const COMMA = 44;
const COLON = 58;

/** Position of the `{` that opens the line, or -1 when the line is not a JSON object. */
export function jsonStart(line: string): number {
  const at = skipSpace(line, 0);
  return line.charCodeAt(at) === OPEN_BRACE ? at : -1;
}

/**
 * The text of one top-level field: a string decoded, a number or boolean as written (so that long numbers keep their
 * digits).
 *
 * @param quotedName - the field's name in double quotes, made once by the caller
 * @returns `undefined` when the field is absent, null, empty, an object or an array. O(length of the line).
 */
export function jsonField(line: string, start: number, quotedName: string): string | undefined {
  let at = line.indexOf(quotedName, start);
  if (at < 0) {
    return undefined;
  }
  const secondBrace = line.indexOf('{', start + 1);
  if (secondBrace >= 0 && secondBrace < at) {
    const value = memberValue(line, start, quotedName);
    return value < 0 ? undefined : scalarAt(line, value);
  }
  for (; at >= 0; at = line.indexOf(quotedName, at + 1)) {
    const value = valueAfterKey(line, at, quotedName.length);
    if (value >= 0) {
      return scalarAt(line, value);
    }
  }
  return undefined;
}

/**
 * The text of a field by dotted path: the name as a whole first (`"http.request.id"` is a common key), then member by
 * member.
 */
export function jsonPath(line: string, start: number, path: string): string | undefined {
  const whole = jsonField(line, start, JSON.stringify(path));
  if (whole !== undefined || !path.includes('.')) {
    return whole;
  }
  let at = start;
  for (const name of path.split('.')) {
    if (line.charCodeAt(at) !== OPEN_BRACE) {
      return undefined;
    }
    at = memberValue(line, at, JSON.stringify(name));
    if (at < 0) {
      return undefined;
    }
  }
  return scalarAt(line, at);
}

/** Position of the value when a key stands at `at`; -1 when the text there is a string value or ends with it. */
function valueAfterKey(line: string, at: number, keyLength: number): number {
  if (line.charCodeAt(at - 1) === BACKSLASH) {
    return -1;
  }
  const colon = skipSpace(line, at + keyLength);
  return line.charCodeAt(colon) === COLON ? skipSpace(line, colon + 1) : -1;
}

/** Position of a member's value in the object that opens at `open`, or -1. Walks the members, skipping their values. */
function memberValue(line: string, open: number, quotedName: string): number {
  let at = skipSpace(line, open + 1);
  while (line.charCodeAt(at) === QUOTE) {
    const keyEnd = stringEnd(line, at);
    const colon = skipSpace(line, keyEnd);
    if (line.charCodeAt(colon) !== COLON) {
      return -1;
    }
    const value = skipSpace(line, colon + 1);
    if (keyEnd - at === quotedName.length && line.startsWith(quotedName, at)) {
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

/** Position after the value at `at`. Nested objects and arrays are counted, not descended into. */
function valueEnd(line: string, at: number): number {
  let depth = 0;
  let i = at;
  while (i < line.length) {
    const code = line.charCodeAt(i);
    if (code === QUOTE) {
      i = stringEnd(line, i);
      if (depth === 0) {
        return i;
      }
      continue;
    }
    if (depth === 0 && (code === COMMA || code === CLOSE_BRACE || code === CLOSE_BRACKET)) {
      return i;
    }
    if (code === OPEN_BRACE || code === OPEN_BRACKET) {
      depth += 1;
    } else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) {
      depth -= 1;
      if (depth === 0) {
        return i + 1;
      }
    }
    i += 1;
  }
  return i;
}

/** Position after the closing quote of the string that opens at `at`; the line's length when it never closes. */
function stringEnd(line: string, at: number): number {
  let quote = line.indexOf('"', at + 1);
  while (quote >= 0 && isEscaped(line, quote)) {
    quote = line.indexOf('"', quote + 1);
  }
  return quote < 0 ? line.length : quote + 1;
}

/** An odd number of backslashes stands before this position. */
function isEscaped(line: string, at: number): boolean {
  let backslashes = 0;
  while (line.charCodeAt(at - 1 - backslashes) === BACKSLASH) {
    backslashes += 1;
  }
  return backslashes % 2 === 1;
}

function scalarAt(line: string, at: number): string | undefined {
  const code = line.charCodeAt(at);
  if (code === QUOTE) {
    return stringAt(line, at);
  }
  if (code === OPEN_BRACE || code === OPEN_BRACKET) {
    return undefined;
  }
  const text = line.slice(at, valueEnd(line, at)).trim();
  return text === '' || text === 'null' ? undefined : text;
}

function stringAt(line: string, at: number): string | undefined {
  const end = stringEnd(line, at);
  if (end - at < 2 || line.charCodeAt(end - 1) !== QUOTE) {
    return undefined;
  }
  const raw = line.slice(at + 1, end - 1);
  const text = raw.includes('\\') ? decode(line.slice(at, end)) : raw;
  return text === '' ? undefined : text;
}

function decode(quoted: string): string | undefined {
  try {
    const value: unknown = JSON.parse(quoted);
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
