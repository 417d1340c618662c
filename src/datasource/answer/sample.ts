import type { Observable } from 'rxjs';
import type { TimeWindow } from '../../engine/correlation';
import { ofSignal, type Narrowing } from '../filters/narrowing';
import { narrowedSelection } from '../language/conditions';
import { spansOf } from '../language/traceql-metrics';
import type { LegContext } from '../legs/leg';
import type { LinkedSources } from '../linked';
import { MOST_SAMPLED_TRACES } from '../query';
import { tracesPart } from '../traces/traces';
import type { Part } from './parts';

/** Whose traces, and when. */
interface SampleSought {
  readonly refId: string;
  readonly window: TimeWindow;
  readonly services: readonly string[];
  readonly narrowing: Narrowing;
}

/** Traces of some services, as many from each slice of the window, up to the limit, as a part of an answer. */
export function sampledTraces(
  { refId, window, services, narrowing }: SampleSought,
  sources: LinkedSources,
  context: LegContext
): Observable<Part> {
  const traces = Math.min(context.limits.traces, MOST_SAMPLED_TRACES);
  return tracesPart(
    {
      refId,
      window,
      narrowing,
      selection: narrowedSelection(spansOf(services), ofSignal('traces', narrowing)),
      baseline: undefined,
      history: false,
      sample: { kind: 'stratified', traces, seed: 0 },
    },
    sources,
    context
  );
}
