import { identityReader, type IdentityRules } from '../../../src/engine/correlation';
import type { Labels, LogLevel, LogTable } from '../../../src/engine/model';
import { diffEpoch, epochNs, type EpochNs } from '../../../src/engine/units';

/** A line of a file, at whatever number it stands there. */
export interface LogRow {
  readonly time: EpochNs;
  readonly number: number;
  readonly line: string;
  readonly labels: Labels;
}

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

/** Makes the columns of a file's lines. The row ID is the time and the line's number in the file. */
export function logTable(rows: readonly LogRow[], rules: IdentityRules): LogTable {
  const origin = rows.reduce((first, { time }) => (time < first ? time : first), rows[0]?.time ?? epochNs(0n));
  const identities = identityReader(rules);
  return {
    origin,
    size: rows.length,
    time: Float64Array.from(rows, ({ time }) => diffEpoch(time, origin)),
    line: rows.map(({ line }) => line),
    labels: rows.map(({ labels }) => labels),
    id: rows.map(({ time, number }) => `${time}_${number}`),
    level: rows.map(({ labels }) => levelOf(labels)),
    service: Int32Array.from(rows, ({ labels }) => identities.row({ labels })),
    services: identities.services,
    source: new Int32Array(rows.length),
    sources: ['file'],
    limitReached: undefined,
  };
}

function levelOf({ level, detected_level: detected, severity_text: severity }: Labels): LogLevel {
  return LEVELS[(level ?? detected ?? severity ?? '').toLowerCase()] ?? 'unknown';
}
