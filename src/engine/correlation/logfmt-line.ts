/**
 * The value of one field of a logfmt line (`level=info request_id=req_1 msg="it \"works\""`), without splitting the
 * whole line. Quoted values are decoded; a field name inside another field's quoted value does not count.
 *
 * @returns `undefined` when the field is absent or empty. O(length of the line).
 */
export function logfmtField(line: string, field: string): string | undefined {
  const assignment = `${field}=`;
  for (let at = line.indexOf(assignment); at >= 0; at = line.indexOf(assignment, at + 1)) {
    if ((at === 0 || isSpace(line.charCodeAt(at - 1))) && !insideQuotes(line, at)) {
      return valueAt(line, at + assignment.length);
    }
  }
  return undefined;
}

/** A value opens its quotes right after `=`; quotes elsewhere are ordinary characters. */
function insideQuotes(line: string, at: number): boolean {
  let open = line.indexOf('="');
  while (open >= 0 && open < at) {
    const close = closingQuote(line, open + 2);
    if (close < 0 || close > at) {
      return close > at;
    }
    open = line.indexOf('="', close);
  }
  return false;
}

function valueAt(line: string, at: number): string | undefined {
  if (line.charCodeAt(at) !== 34) {
    let end = at;
    while (end < line.length && !isSpace(line.charCodeAt(end))) {
      end += 1;
    }
    return end > at ? line.slice(at, end) : undefined;
  }
  const close = closingQuote(line, at + 1);
  if (close <= at + 1) {
    return undefined;
  }
  const raw = line.slice(at + 1, close);
  return raw.includes('\\') ? decode(raw) : raw;
}

function closingQuote(line: string, from: number): number {
  for (let i = from; i < line.length; i += 1) {
    const code = line.charCodeAt(i);
    if (code === 92) {
      i += 1;
    } else if (code === 34) {
      return i;
    }
  }
  return -1;
}

function decode(raw: string): string {
  try {
    const value: unknown = JSON.parse(`"${raw}"`);
    return String(value);
  } catch {
    return raw.replace(/\\(.)/gs, '$1');
  }
}

function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13);
}
