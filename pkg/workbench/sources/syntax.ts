import type { SyntaxNode, Tree } from '@lezer/common';
import { Refusal, refuse } from './answer';

/** A parser of one of the official grammars. */
interface Parser {
  parse(text: string): Tree;
}

/** One node of a parsed query, with its own text. */
export interface Part {
  readonly name: string;
  readonly text: string;
  readonly from: number;
  readonly parts: readonly Part[];
}

/**
 * Parses a query with its official grammar.
 *
 * @throws Refusal when the text does not parse; the message carries the column, as the real sources' do.
 */
export function parseQuery(language: string, parser: Parser, text: string): Part {
  const tree = parser.parse(text);
  const cursor = tree.cursor();
  do {
    if (cursor.type.isError) {
      throw new Refusal(`parse error at line 1, col ${cursor.from + 1}: syntax error in ${language}`);
    }
  } while (cursor.next());
  return partOf(tree.topNode, text);
}

/** Queries nest as deep as their brackets, which the product writes: a handful. */
function partOf(node: SyntaxNode, text: string): Part {
  const parts: Part[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) {
    parts.push(partOf(child, text));
  }
  return { name: node.name, text: text.slice(node.from, node.to), from: node.from, parts };
}

/** Follows single children down to the first node that has several, or none, or one of the wanted names. */
export function descend(part: Part, stopAt: ReadonlySet<string>): Part {
  let at = part;
  while (at.parts.length === 1 && !stopAt.has(at.name)) {
    [at] = at.parts;
  }
  return at;
}

/** All parts with one of the names, in reading order; a found part is not searched further. */
export function collect(part: Part, names: ReadonlySet<string>): readonly Part[] {
  const found: Part[] = [];
  const waiting: Part[] = [part];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (names.has(next.name)) {
      found.push(next);
    } else {
      waiting.push(...[...next.parts].reverse());
    }
  }
  return found;
}

/** The only child with this name. */
export function child(part: Part, name: string): Part | undefined {
  return part.parts.find((candidate) => candidate.name === name);
}

/** The child with this name, which the grammar promises. */
export function need(language: string, part: Part, name: string): Part {
  return child(part, name) ?? refuse(language, `${part.name} without ${name}`, part.text);
}

const SIMPLE_ESCAPES: Readonly<Record<string, number>> = {
  a: 7,
  b: 8,
  f: 12,
  n: 10,
  r: 13,
  t: 9,
  v: 11,
  '\\': 92,
  "'": 39,
  '"': 34,
};
const ESCAPE = /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{3})|([abfnrtv\\'"]))|\\|[^\\]+/g;

/**
 * Reads a string literal by Go's rules (`strconv.Unquote`), which all three languages follow: back quotes are raw, `\x41`
 * is a byte, `\u0041` a code point.
 *
 * @throws Refusal for an escape that Go does not know.
 */
export function unquote(literal: string): string {
  if (literal.startsWith('`')) {
    return literal.slice(1, -1).replaceAll('\r', '');
  }
  const encoder = new TextEncoder();
  const bytes: number[] = [];
  for (const [whole, byte, short, long, octal, simple] of literal.slice(1, -1).matchAll(ESCAPE)) {
    if (byte !== undefined) {
      bytes.push(parseInt(byte, 16));
    } else if (octal !== undefined) {
      bytes.push(parseInt(octal, 8));
    } else if (short !== undefined || long !== undefined) {
      bytes.push(...encoder.encode(String.fromCodePoint(parseInt(short ?? long, 16))));
    } else if (simple !== undefined) {
      bytes.push(SIMPLE_ESCAPES[simple]);
    } else if (whole === '\\') {
      throw new Refusal(`invalid escape in string literal ${literal}`);
    } else {
      for (const value of encoder.encode(whole)) {
        bytes.push(value);
      }
    }
  }
  return new TextDecoder().decode(Uint8Array.from(bytes));
}
