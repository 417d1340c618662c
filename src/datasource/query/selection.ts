import { problem, type Problem } from '../../engine/result';

const CLOSING: Readonly<Record<string, string>> = { '{': '}', '(': ')', '[': ']' };

const CLOSERS = new Set(Object.values(CLOSING));

/** Functions that make numbers of spans: a selection of traces has none. */
const METRICS =
  /\|\s*(?:rate|count_over_time|(?:avg|min|max|sum|quantile|histogram)_over_time|compare|topk|bottomk)\s*\(/;

/**
 * Why a text is no selection of traces, or `undefined` when Tempo may take it. Not a parser: it looks at strings, brackets
 * and the kind of query only, so that what Tempo learns tomorrow is not refused here.
 *
 * @returns `query.selection-string` {}, `query.selection-bracket` (`bracket`, `position` from 1),
 * `query.selection-spanset` {}, `query.selection-metrics` {}
 */
export function selectionObstacle(text: string): Problem | undefined {
  const bare = withoutStrings(text);
  if (typeof bare !== 'string') {
    return problem('query.selection-string', { position: bare.unended + 1 });
  }
  const bracket = loneBracket(bare);
  if (bracket !== undefined) {
    return problem('query.selection-bracket', { bracket: bare[bracket], position: bracket + 1 });
  }
  if (METRICS.test(bare)) {
    return problem('query.selection-metrics');
  }
  // A template variable's braces are Grafana's, and a variable may hold the whole selection.
  const spansets = /(?:^|[^$])\{/.test(bare);
  return spansets || text.includes('$') ? undefined : problem('query.selection-spanset');
}

/** The text with strings blanked out, every other character in its place; or where a string starts that has no end. */
function withoutStrings(text: string): string | { readonly unended: number } {
  let bare = '';
  while (bare.length < text.length) {
    const start = bare.length;
    if (text[start] !== '"' && text[start] !== '`') {
      bare += text[start];
      continue;
    }
    const end = endOfString(text, start);
    if (end === undefined) {
      return { unended: start };
    }
    bare += ' '.repeat(end + 1 - start);
  }
  return bare;
}

/** Where a bracket stands that has no partner: the first that closes nothing, else the first that is left open. */
function loneBracket(bare: string): number | undefined {
  const open: number[] = [];
  for (let index = 0; index < bare.length; index += 1) {
    const char = bare[index];
    if (char in CLOSING) {
      open.push(index);
    } else if (CLOSERS.has(char)) {
      const last = open.pop();
      if (last === undefined || CLOSING[bare[last]] !== char) {
        return index;
      }
    }
  }
  return open[0];
}

/** Where the string that starts here ends; a backslash escapes within double quotes only. */
function endOfString(text: string, start: number): number | undefined {
  const quote = text[start];
  for (let index = start + 1; index < text.length; index += 1) {
    if (text[index] === '\\' && quote === '"') {
      index += 1;
    } else if (text[index] === quote) {
      return index;
    }
  }
  return undefined;
}
