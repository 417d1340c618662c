import type { ReportLine } from '../../engine/correlation';
import { noSource, reportLine } from '../answer/line';
import type { LinkedSources } from '../linked';
import type { SignalUpdate } from '../signals/sought';

/** One line a leg; and one where nothing at all is linked that could measure requests. */
export function signalReport(sources: LinkedSources, legs: readonly SignalUpdate[]): readonly ReportLine[] {
  const lines = legs.map(({ leg, source, verdict: { state, key, params }, measures, elapsedMs }) =>
    reportLine(leg, source, state, key, params, measures.length, elapsedMs)
  );
  return sources.metrics.length > 0 ? lines : [noSource('metrics'), ...lines];
}
