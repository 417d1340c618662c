import { combineLatest, map, type Observable } from 'rxjs';
import type { DataQueryResponse } from '@grafana/data';
import { SHIPPED_WORDS } from '../../engine/breaker';
import { diffEpoch } from '../../engine/units';
import { writeBreakers } from '../../frames';
import { breakerReasonText } from '../../ui';
import { linesPart } from '../answer/lines';
import { reportLine } from '../answer/line';
import { answerOf, unlinked, type Part } from '../answer/parts';
import { sampledTraces } from '../answer/sample';
import { queriesIn, withQuery } from '../correlate/executed';
import { headingText } from '../correlate/headings';
import { goString } from '../language/literal';
import type { LegContext } from '../legs/leg';
import type { LinkedSources } from '../linked';
import type { BreakersPlan } from '../plan';
import { refOf } from '../services/frames';
import { breakersOf, type BreakersUpdate } from './measured';
import { stateText } from './words';

/** Answers that follow one another faster than this are drawn as one. */
const COALESCE_MS = 100;

/**
 * Circuit breakers: measured states, calls and changes from metric sources; lines that tell of changes and a sample of
 * traces, unchanged, for whoever infers what nobody measures.
 */
export function breakers(
  plan: BreakersPlan,
  sources: LinkedSources,
  context: LegContext
): Observable<DataQueryResponse> {
  const { refId, signals } = plan;
  const parts = [
    ...(signals.includes('metrics') ? [measuredPart(plan, sources, context)] : []),
    ...(signals.includes('logs')
      ? [linesPart({ ...plan, stage: ` |~ ${goString(`(?i)${SHIPPED_WORDS.source}`)}` }, sources, context)]
      : []),
    ...(signals.includes('traces') ? [sampledTraces(plan, sources, context)] : []),
  ];
  return answerOf(refId, parts, COALESCE_MS);
}

function measuredPart(plan: BreakersPlan, { metrics }: LinkedSources, context: LegContext): Observable<Part> {
  return metrics.length === 0
    ? unlinked('metrics')
    : combineLatest(metrics.map((source) => breakersOf(source, plan, context))).pipe(
        map((updates) => partOf(plan, updates))
      );
}

function partOf({ refId, window }: BreakersPlan, updates: readonly BreakersUpdate[]): Part {
  return {
    lines: updates.map(({ leg, source, verdict: { state, key, params }, breakers: found, elapsedMs }) =>
      reportLine(leg, source, state, key, params, found.length, elapsedMs)
    ),
    settled: updates.every(({ settled }) => settled),
    hasRows: updates.some(({ breakers: found }) => found.length > 0),
    frames: () =>
      updates.flatMap(({ leg, source, breakers: found, targets }) => {
        const frames = writeBreakers(found, {
          refId,
          source: refOf(source),
          window: { origin: window.from, end: diffEpoch(window.to, window.from) },
          stateText,
          heading: headingText,
          text: (key, params) => breakerReasonText({ key, params }),
        });
        const asked = queriesIn([{ leg, source, targets }]);
        return found.length === 0 ? [] : frames.map((frame) => withQuery(frame, asked));
      }),
  };
}
