import * as v from 'valibot';

import type { IdentityRules } from '../../../src/engine/correlation';
import type { LogTable } from '../../../src/engine/model';
import { type Outcome, problem } from '../../../src/engine/result';
import { parseJson } from './json';
import { type LogRow, logTable } from './log-table';
import { readTime } from './otlp-values';

const texts = v.record(v.string(), v.string());
const row = v.object({
  timeUnixNano: v.union([v.string(), v.number()]),
  labels: v.optional(texts, {}),
  metadata: v.optional(texts, {}),
  line: v.string(),
});

/**
 * Reads log lines, one JSON object a line: `{"timeUnixNano","labels","metadata","line"}`. Labels and structured metadata
 * are merged, as Loki's answers have them.
 *
 * Problem: `logs.bad-row` {first}: lines of the file that are no such object; `first` is the number of the first.
 */
export function readLogLines(text: string, rules: IdentityRules): Outcome<LogTable> {
  const rows: LogRow[] = [];
  const bad: number[] = [];
  text.split('\n').forEach((line, index) => {
    if (line.trim() !== '') {
      const read = readRow(line, index + 1);
      if (read === undefined) {
        bad.push(index + 1);
      } else {
        rows.push(read);
      }
    }
  });
  const [first] = bad;
  return {
    result: logTable(rows, rules),
    problems: first === undefined ? [] : [problem('logs.bad-row', { first }, bad.length)],
  };
}

function readRow(text: string, number: number): LogRow | undefined {
  const json = parseJson(text);
  const parsed = json.ok ? v.safeParse(row, json.value) : undefined;
  if (parsed?.success !== true) {
    return undefined;
  }
  const { timeUnixNano, labels, metadata, line } = parsed.output;
  const time = readTime(timeUnixNano);
  return time === undefined ? undefined : { time, number, line, labels: { ...labels, ...metadata } };
}
