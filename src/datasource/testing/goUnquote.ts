const SIMPLE: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  '"': '"',
};

const ESCAPE = /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{3})|([abfnrtv\\"]))/y;

/**
 * Go's `strconv.Unquote` for the double-quoted and raw literals of the query languages. Written for the tests, from the
 * Go specification, and independent of the code that quotes.
 * @throws Error for what Go refuses: raw newlines, unknown escapes, surrogate halves, code points past U+10FFFF.
 */
export function goUnquote(literal: string): string {
  const quote = literal[0];
  if (literal.length < 2 || quote !== literal[literal.length - 1]) {
    throw new Error('invalid syntax: quotes');
  }
  const body = literal.slice(1, -1);
  if (quote === '`') {
    if (body.includes('`')) {
      throw new Error('invalid syntax: backquote');
    }
    return body.replace(/\r/g, '');
  }
  if (quote !== '"') {
    throw new Error('invalid syntax: not a string');
  }
  return unquoteBody(body);
}

function unquoteBody(body: string): string {
  let out = '';
  let at = 0;
  while (at < body.length) {
    const char = body[at];
    if (char === '"' || char === '\n') {
      throw new Error(`invalid syntax: raw ${JSON.stringify(char)}`);
    }
    if (char !== '\\') {
      out += char;
      at += 1;
      continue;
    }
    ESCAPE.lastIndex = at;
    const match = ESCAPE.exec(body);
    if (match === null) {
      throw new Error(`invalid syntax: escape ${body.slice(at, at + 4)}`);
    }
    out += unescaped(match);
    at += match[0].length;
  }
  if (/\p{Surrogate}/u.test(out)) {
    throw new Error('not UTF-8');
  }
  return out;
}

function unescaped(match: RegExpExecArray): string {
  const [, byte, short, long, octal, simple] = match;
  if (simple !== undefined) {
    return SIMPLE[simple];
  }
  const code = octal === undefined ? Number.parseInt(byte ?? short ?? long, 16) : Number.parseInt(octal, 8);
  if ((byte !== undefined || octal !== undefined) && code >= 0x80) {
    throw new Error('a single byte of a longer character: not used here');
  }
  if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) {
    throw new Error('invalid code point');
  }
  return String.fromCodePoint(code);
}
