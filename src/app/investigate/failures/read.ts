import type { DataFrame } from '@grafana/data';
import { defaultIdentityRules, logTraceId, logValues, presetKeys, TRACE_KEY } from '../../../engine/correlation';
import type { LogLevel, LogTable } from '../../../engine/model';
import { addNanos, epochMsFromNs, nanos, type EpochMs } from '../../../engine/units';
import { classifyFrames, readLogs, readSearchHits } from '../../../frames';

/** A failing request that can be opened. */
export interface Failure {
  readonly key: string;
  readonly id: string;
  /** `undefined` when the source did not say. */
  readonly time: EpochMs | undefined;
  /** The span that failed, or the line that says so. */
  readonly text: string;
}

/** Failing spans of a search, one for each trace, the newest first. */
export function failuresInHits(frames: readonly DataFrame[]): readonly Failure[] {
  const { result: hits } = readSearchHits(frames);
  const failures = hits.map(({ traceId, startMs, name, spans }): Failure => {
    const [span] = [...spans].sort((a, b) => (b.startMs ?? 0) - (a.startMs ?? 0));
    return { key: TRACE_KEY, id: traceId, time: span?.startMs ?? startMs, text: span?.name || (name ?? '') };
  });
  return newestFirst(failures);
}

const FAILING: ReadonlySet<LogLevel> = new Set<LogLevel>(['error', 'critical']);

/** Error lines that carry an ID: a trace ID, else one that the presets find. One for each ID, the newest first. */
export function failuresInLogs(frames: readonly DataFrame[]): readonly Failure[] {
  const { result: tables } = readLogs(classifyFrames(frames).logs, { rules: defaultIdentityRules, source: '' });
  const byId = new Map<string, Failure>();
  for (const failure of newestFirst(tables.flatMap(failuresInTable))) {
    const known = `${failure.key} ${failure.id}`;
    byId.set(known, byId.get(known) ?? failure);
  }
  return [...byId.values()];
}

function failuresInTable(table: LogTable): readonly Failure[] {
  return Array.from({ length: table.size }, (_, row) => row)
    .filter((row) => FAILING.has(table.level[row]))
    .flatMap((row) => {
      const found = idOfRow(table, row);
      return found === undefined
        ? []
        : [{ ...found, time: epochMsFromNs(addNanos(table.origin, nanos(table.time[row]))), text: table.line[row] }];
    });
}

function idOfRow(table: LogTable, row: number): Pick<Failure, 'key' | 'id'> | undefined {
  const traceId = logTraceId(table, row);
  if (traceId !== undefined) {
    return { key: TRACE_KEY, id: traceId };
  }
  for (const key of presetKeys) {
    const [id] = logValues(key, table, row);
    if (id !== undefined) {
      return { key: key.name, id };
    }
  }
  return undefined;
}

function newestFirst(failures: readonly Failure[]): readonly Failure[] {
  return [...failures].sort((a, b) => (b.time ?? -Infinity) - (a.time ?? -Infinity));
}
