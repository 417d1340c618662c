import { problem, type Problem } from '../../engine/result';

const CLOSING: Readonly<Record<string, string>> = { '{': '}', '(': ')', '[': ']' };

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
  const open: Array<{ readonly bracket: string; readonly position: number }> = [];
  const bare: string[] = [];
  let spansets = 0;
  for (let index = 0; index < text.length; index += 1) {
    const char = text[index];
    if (char === '"' || char === '`') {
      const end = endOfString(text, index);
      if (end === undefined) {
        return problem('query.selection-string', { position: index + 1 });
      }
      index = end;
      continue;
    }
    bare.push(char);
    // A template variable's braces are Grafana's.
    const isSpanset = char === '{' && text[index - 1] !== '$';
    spansets += isSpanset ? 1 : 0;
    if (char in CLOSING) {
      open.push({ bracket: char, position: index + 1 });
    } else if (char === '}' || char === ')' || char === ']') {
      const last = open.pop();
      if (last === undefined || CLOSING[last.bracket] !== char) {
        return problem('query.selection-bracket', { bracket: char, position: index + 1 });
      }
    }
  }
  const left = open[0];
  if (left !== undefined) {
    return problem('query.selection-bracket', { bracket: left.bracket, position: left.position });
  }
  if (METRICS.test(bare.join(''))) {
    return problem('query.selection-metrics');
  }
  // A variable may hold the whole selection.
  return spansets === 0 && !text.includes('$') ? problem('query.selection-spanset') : undefined;
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
