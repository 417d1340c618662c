import { combineLatest, map, of, switchMap, type Observable } from 'rxjs';
import type { DataQueryResponse } from '@grafana/data';
import { writeHistory } from '../../frames';
import { answerOf, unlinked, type Part } from '../answer/parts';
import { headingText } from '../correlate/headings';
import type { LegContext } from '../legs/leg';
import type { LinkedSources } from '../linked';
import type { TracesPlan } from '../plan';
import { answerCohort, type CohortState } from './cohort';
import { askHistory, type HistoryState } from './history';

/** Answers that follow one another faster than this are drawn as one. */
const COALESCE_MS = 250;

/** What is asked of trace sources. */
type Asked = Pick<TracesPlan, 'refId' | 'window' | 'narrowing' | 'selection' | 'baseline' | 'sample' | 'history'>;

/**
 * Answers a selection of traces, and maybe a baseline: samples each over all linked trace sources, fetches the chosen
 * traces whole, in batches, and asks what is usual for their operations. The report says how the traces were sampled and
 * what is missing.
 */
export function traces(plan: TracesPlan, linked: LinkedSources, context: LegContext): Observable<DataQueryResponse> {
  return answerOf(plan.refId, [tracesPart(plan, linked, context)], COALESCE_MS);
}

/** The same, as a part of an answer that holds more. */
export function tracesPart(plan: Asked, linked: LinkedSources, context: LegContext): Observable<Part> {
  if (linked.traces.length === 0) {
    return unlinked('traces');
  }
  const { sample, window, selection, baseline } = plan;
  const cohorts = [
    answerCohort({ cohort: 'selection', selection, sample, window }, linked.traces, context),
    ...(baseline === undefined
      ? []
      : [answerCohort({ cohort: 'baseline', selection: baseline, sample, window }, linked.traces, context)]),
  ];
  return combineLatest(cohorts).pipe(
    switchMap((states): Observable<Part> => {
      const loading: HistoryState = { rows: [], lines: [], settled: !plan.history };
      return plan.history && states.every(({ settled }) => settled)
        ? history(plan, states, linked, context).pipe(map((known) => partOf(plan.refId, states, known)))
        : of(partOf(plan.refId, states, loading));
    })
  );
}

function history(
  { window, narrowing }: Asked,
  states: readonly CohortState[],
  linked: LinkedSources,
  context: LegContext
): Observable<HistoryState> {
  const services = states.flatMap(({ traces: some }) => some.flatMap((trace) => trace.services));
  return askHistory({ services, window, narrowing }, linked, context);
}

function partOf(refId: string, cohorts: readonly CohortState[], usual: HistoryState): Part {
  const found = cohorts.flatMap(({ traces: some }) => some);
  return {
    lines: [...cohorts.flatMap(({ lines }) => lines), ...usual.lines],
    settled: cohorts.every(({ settled }) => settled) && usual.settled,
    hasRows: found.length > 0,
    frames: () => [
      ...found.map(({ frame }) => frame),
      ...(usual.rows.length === 0 ? [] : [writeHistory(usual.rows, { refId, heading: headingText })]),
    ],
  };
}
