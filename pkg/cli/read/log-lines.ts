import * as v from 'valibot';

import { identityReader, type IdentityRules } from '../../../src/engine/correlation';
import type { LogLevel, LogTable } from '../../../src/engine/model';
import { type Outcome, problem } from '../../../src/engine/result';
import { diffEpoch, epochNs, type EpochNs } from '../../../src/engine/units';
import { readTime } from './otlp-values';

const texts = v.record(v.string(), v.string());
const row = v.object({
  timeUnixNano: v.union([v.string(), v.number()]),
  labels: v.optional(texts, {}),
  metadata: v.optional(texts, {}),
  line: v.string(),
});

type Row = v.InferOutput<typeof row> & { readonly time: EpochNs; readonly number: number };

const LEVELS: Readonly<Record<string, LogLevel>> = {
  critical: 'critical',
  fatal: 'critical',
  emergency: 'critical',
  error: 'error',
  err: 'error',
  warning: 'warning',
  warn: 'warning',
  info: 'info',
  information: 'info',
  notice: 'info',
  debug: 'debug',
  trace: 'trace',
};

/**
 * Reads log lines, one JSON object a line: `{"timeUnixNano","labels","metadata","line"}`. Labels and structured metadata
 * are merged, as Loki's answers have them. The row ID is the time and the line's number in the file.
 *
 * Problem: `logs.bad-row` {first}: lines of the file that are no such object; `first` is the number of the first.
 */
export function readLogLines(text: string, rules: IdentityRules): Outcome<LogTable> {
  const rows: Row[] = [];
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
    result: buildTable(rows, rules),
    problems: first === undefined ? [] : [problem('logs.bad-row', { first }, bad.length)],
  };
}

function readRow(line: string, number: number): Row | undefined {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    return undefined;
  }
  const parsed = v.safeParse(row, json);
  const time = parsed.success ? readTime(parsed.output.timeUnixNano) : undefined;
  return parsed.success && time !== undefined ? { ...parsed.output, time, number } : undefined;
}

function buildTable(rows: readonly Row[], rules: IdentityRules): LogTable {
  const origin = rows.reduce((first, { time }) => (time < first ? time : first), rows[0]?.time ?? epochNs(BigInt(0)));
  const labels = rows.map((one) => ({ ...one.labels, ...one.metadata }));
  const identities = identityReader(rules);
  return {
    origin,
    size: rows.length,
    time: Float64Array.from(rows, ({ time }) => diffEpoch(time, origin)),
    line: rows.map(({ line }) => line),
    labels,
    id: rows.map(({ time, number }) => `${time}_${number}`),
    level: labels.map(
      (own) => LEVELS[(own.level ?? own.detected_level ?? own.severity_text ?? '').toLowerCase()] ?? 'unknown'
    ),
    service: Int32Array.from(labels, (own) => identities.row({ labels: own })),
    services: identities.services,
    source: new Int32Array(rows.length),
    sources: ['file'],
    limitReached: undefined,
  };
}
