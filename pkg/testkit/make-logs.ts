import { defaultIdentityRules, identityReader } from '../../src/engine/correlation';
import type { Labels, LogLevel, LogTable } from '../../src/engine/model';
import { addNanos, type EpochNs, nanosFromMs } from '../../src/engine/units';
import { EPOCH } from './clock';

/** A log line as a test writes it: time in milliseconds after the fixed epoch. */
export interface LineDraft {
  readonly at: number;
  readonly service?: string;
  readonly line: string;
  readonly labels?: Labels;
  readonly level?: LogLevel;
  /** Default: made from time and line, so that equal drafts share it, as in Loki. */
  readonly id?: string;
}

export interface LogDraft {
  readonly source?: string;
  readonly limitReached?: number;
  readonly epoch?: EpochNs;
}

/** Makes a log table by columns from drafts, in their order. */
export function makeLogs(lines: readonly LineDraft[], draft: LogDraft = {}): LogTable {
  const first = lines.length === 0 ? 0 : Math.min(...lines.map((line) => line.at));
  const identities = identityReader(defaultIdentityRules);
  const labels = lines.map((line) => ({
    ...(line.service === undefined ? {} : { service_name: line.service }),
    ...line.labels,
  }));
  return {
    origin: addNanos(draft.epoch ?? EPOCH, nanosFromMs(first)),
    size: lines.length,
    time: Float64Array.from(lines, (line) => nanosFromMs(line.at - first)),
    line: lines.map((line) => line.line),
    labels,
    id: lines.map((line) => line.id ?? `${nanosFromMs(line.at)}_${line.line}`),
    level: lines.map((line) => line.level ?? 'info'),
    service: Int32Array.from(labels, (row) => identities.row({ labels: row })),
    services: identities.services,
    source: new Int32Array(lines.length),
    sources: [draft.source ?? ''],
    limitReached: draft.limitReached,
  };
}
