import {
  type ClockCorrection,
  type CorrectedLines,
  correctLines,
  correctTraces,
  defaultNodeRules,
} from '../../../engine/clock';
import type { Join } from '../../../engine/correlation';
import { finish } from '../../../engine/steps';
import { ItemKind, type Timeline } from './types';

/** What was moved, and by how much; rows as those of the join. */
export interface TimelineCorrection {
  readonly spans: ClockCorrection;
  readonly lines: CorrectedLines;
}

/** A join on one clock. The times of metrics and exemplars stay: their clock is that of who collects them. */
export interface CorrectedJoin {
  readonly join: Join;
  readonly correction: TimelineCorrection;
}

/** Puts spans and log lines on one clock, by what all traces of the join say together. The join given stays as it is. */
export function correctJoin(join: Join): CorrectedJoin {
  // A panel of one ID holds few traces: all at once.
  const spans = finish(correctTraces(join.traces, defaultNodeRules));
  const lines = correctLines(join, spans, defaultNodeRules);
  return {
    join: { ...join, traces: spans.traces.map(({ trace }) => trace), logs: lines.logs },
    correction: { spans, lines },
  };
}

/** Nanoseconds by which an item was moved: its own time is later by that much. 0 for what was left where it is. */
export function shiftOf({ correction, items }: Pick<Timeline, 'correction' | 'items'>, item: number): number {
  if (correction === undefined) {
    return 0;
  }
  const row = items.row[item] ?? -1;
  switch (items.kind[item]) {
    case ItemKind.Span:
      return correction.spans.traces[items.trace[item] ?? -1]?.shift[row] ?? 0;
    case ItemKind.Log:
      return correction.lines.shift[row] ?? 0;
    default:
      return 0;
  }
}
