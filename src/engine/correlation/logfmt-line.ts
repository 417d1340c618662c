import { clear, type Found, type Wanted, wantedAt } from './wanted';

const QUOTE = 34;
const EQUALS = 61;
const BACKSLASH = 92;

/**
 * The values of fields of a logfmt line (`level=info request_id=req_1 msg="it \"works\""`), in one walk. Quoted values
 * are decoded; what stands inside another field's quoted value does not count. An absent or empty field is `undefined`;
 * of two with one name the first that has a text counts. O(length of the line).
 */
export function readLogfmt(line: string, fields: Wanted, found: Found): void {
  clear(found);
  let at = 0;
  while (at < line.length) {
    const key = at;
    while (at < line.length && line.charCodeAt(at) > 32 && line.charCodeAt(at) !== EQUALS) {
      at += 1;
    }
    if (line.charCodeAt(at) !== EQUALS) {
      at += 1;
      continue;
    }
    const value = at + 1;
    const isQuoted = line.charCodeAt(value) === QUOTE;
    at = isQuoted ? closingQuote(line, value + 1) : wordEnd(line, value);
    const row = wantedAt(fields, line, key, value - 1 - key);
    if (row >= 0) {
      found[row] ??= isQuoted ? quoted(line, value + 1, at) : line.slice(value, at) || undefined;
    }
    at += 1;
  }
}

function quoted(line: string, from: number, end: number): string | undefined {
  if (end >= line.length || end === from) {
    return undefined;
  }
  const raw = line.slice(from, end);
  return raw.includes('\\') ? decode(raw) : raw;
}

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

function wordEnd(line: string, from: number): number {
  let i = from;
  while (i < line.length && line.charCodeAt(i) > 32) {
    i += 1;
  }
  return i;
}

function decode(raw: string): string {
  try {
    const value: unknown = JSON.parse(`"${raw}"`);
    return String(value);
  } catch {
    return raw.replace(/\\(.)/gs, '$1');
  }
}
