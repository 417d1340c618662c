/**
 * Text inside queries. Three readers see a query before the database does: Grafana's template engine (`$name`, `${name}`,
 * `[[name]]`, in the browser and again in the backends), Tempo's front end (which takes `| rate(` anywhere in the text
 * for a metrics query) and the language's own lexer. So every character that could mean something to any of them is
 * written as an escape, and what an ID holds can neither end its string nor be replaced.
 */

/** Kept as they are in a literal: characters that none of the readers looks at. Letters and digits of any script too. */
const INERT = /[ !#%&'()*+,\-./:;<=>?@^_~]|[A-Za-z0-9]|[\p{L}\p{N}]/u;

/** Structure of the patterns that the engine makes: `(?:`, `(?s:.+)`, `)?`. */
const PATTERN_SYNTAX = /[().?:+*]/;

const ASCII_END = 0x80;

/**
 * Makes text valid Unicode, as every exporter does when it writes UTF-8: half a surrogate pair becomes U+FFFD. No source
 * can hold the half itself, and Go's lexers refuse it.
 */
export function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\ufffd');
}

/** A string literal for LogQL and PromQL, quotes included, by the rules of Go's `strconv.Unquote`. */
export function goString(text: string): string {
  return `"${escapeEach(Array.from(wellFormed(text)), goEscape)}"`;
}

/**
 * A string literal for TraceQL, quotes included, or `undefined` when the text has none that every reader leaves alone:
 * its published grammar knows only `\"` and `\\`, so a `$` or a `|` cannot be hidden. Such text is asked for by pattern.
 */
export function traceqlString(text: string): string | undefined {
  const chars = Array.from(wellFormed(text));
  return chars.every((char) => INERT.test(char) || char === '"' || char === '\\')
    ? `"${escapeEach(chars, (char) => `\\${char}`)}"`
    : undefined;
}

/**
 * The same RE2 pattern, in inert characters only: what was quoted or could be read by somebody else is written as
 * `\x24` or `\x{1f600}`. For patterns made of quoted text, groups and `.`; classes, counts and anchors are not kept.
 */
function inertPattern(pattern: string): string {
  const chars = Array.from(wellFormed(pattern));
  let out = '';
  for (let index = 0; index < chars.length; index += 1) {
    const char = chars[index];
    if (char === '\\' && index + 1 < chars.length) {
      index += 1;
      out += patternEscape(chars[index]);
    } else if (INERT.test(char) || PATTERN_SYNTAX.test(char)) {
      out += char;
    } else {
      out += patternEscape(char);
    }
  }
  return out;
}

/** A pattern as a double-quoted literal, valid in all three languages: only backslashes are left to escape. */
export function patternString(pattern: string): string {
  return `"${inertPattern(pattern).replace(/\\/g, '\\\\')}"`;
}

function escapeEach(chars: readonly string[], escape: (char: string) => string): string {
  return chars.map((char) => (INERT.test(char) ? char : escape(char))).join('');
}

function goEscape(char: string): string {
  const code = char.codePointAt(0) ?? 0;
  if (code < ASCII_END) {
    return `\\x${hex(code, 2)}`;
  }
  return code <= 0xffff ? `\\u${hex(code, 4)}` : `\\U${hex(code, 8)}`;
}

function patternEscape(char: string): string {
  const code = char.codePointAt(0) ?? 0;
  return code < ASCII_END ? `\\x${hex(code, 2)}` : `\\x{${hex(code, 1)}}`;
}

function hex(code: number, digits: number): string {
  return code.toString(16).padStart(digits, '0');
}
