import type { LogAnchor } from '../correlation';
import type { LogTable, Trace } from '../model';
import { diffEpoch } from '../units';
import { shiftAt } from './correct';
import { type ClockCorrection, isTold } from './correction';
import { logClocks } from './log-clock';
import { lineNodes, nodeOf, type NodeRules } from './node';

/** Log lines on the clock of a correction. */
export interface CorrectedLines {
  /** The table given, where nothing moved. Rows keep their places: they need not ascend by time any more. */
  readonly logs: LogTable;
  /** Nanoseconds by which each line was moved: its corrected time is its own time minus this. */
  readonly shift: Float64Array;
  readonly moved: number;
  readonly most: number;
}

const NS_PER_HOUR = 3600e9;

/**
 * Moves log lines as {@link correctTraces} moved spans: by the clock of the node that wrote them, which is that of their
 * span, else one that their labels name; lines of a service whose stamps are off by a time zone by those hours too.
 *
 * @param traces - as the source gave them, in the order that `anchors` names them by
 */
export function correctLines(
  {
    logs,
    anchors,
    traces,
  }: { readonly logs: LogTable; readonly anchors: LogAnchor; readonly traces: readonly Trace[] },
  { clocks, origin, at }: ClockCorrection,
  rules: NodeRules
): CorrectedLines {
  const zones = zonesOf(traces, logs, origin);
  const named = lineNodes(rules);
  const base = diffEpoch(logs.origin, origin);
  const shift = new Float64Array(logs.size);
  let moved = 0;
  let most = 0;
  for (let row = 0; row < logs.size; row += 1) {
    const anchored = spanOf(traces, anchors, row);
    const node =
      anchored === undefined
        ? named(logs.labels[row] ?? {}).find((name) => clocks.has(name))
        : nodeOf(anchored.trace, anchored.span, rules);
    const zone = zones.get(serviceName(logs, row)) ?? 0;
    const shown = base + (logs.time[row] ?? 0) - zone;
    const by = zone + (shiftAt(clocks.get(node ?? ''), at, shown) ?? 0);
    shift[row] = by;
    moved += by === 0 ? 0 : 1;
    most = Math.max(most, Math.abs(by));
  }
  const time = logs.time.map((own, row) => own - (shift[row] ?? 0));
  return { logs: moved === 0 ? logs : { ...logs, time }, shift, moved, most };
}

/** The span that a line was written in, where it names one that is known. */
function spanOf(
  traces: readonly Trace[],
  anchors: LogAnchor,
  row: number
): { readonly trace: Trace; readonly span: number } | undefined {
  const trace = traces[anchors.trace[row] ?? -1];
  const span = anchors.span[row] ?? -1;
  return trace === undefined || span < 0 ? undefined : { trace, span };
}

function serviceName({ services, service }: LogTable, row: number): string {
  return services[service[row] ?? -1]?.name ?? '';
}

/** Nanoseconds by which the lines of a service are stamped in another time zone, by service. */
function zonesOf(
  traces: readonly Trace[],
  logs: LogTable,
  origin: ClockCorrection['origin']
): ReadonlyMap<string, number> {
  const zones = new Map<string, number>();
  for (const { service, hours, lines, outliers, high } of logClocks(traces, [logs], origin).clocks) {
    if (hours !== undefined && isTold(lines - outliers, high)) {
      zones.set(service, hours * NS_PER_HOUR);
    }
  }
  return zones;
}
