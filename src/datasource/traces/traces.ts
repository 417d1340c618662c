import { asyncScheduler, combineLatest, filter, map, of, switchMap, throttleTime, type Observable } from 'rxjs';
import { LoadingState, type DataFrame, type DataQueryResponse } from '@grafana/data';
import type { ReportLine } from '../../engine/correlation';
import { writeHistory, writeReport } from '../../frames';
import { messageText } from '../../ui';
import { warningText, withNotices } from '../correlate/frames';
import { headingText } from '../correlate/headings';
import { warnings } from '../correlate/report';
import type { LegContext } from '../legs/leg';
import type { LinkedSources } from '../linked';
import type { TracesPlan } from '../plan';
import { answerCohort, reportLine, type CohortState } from './cohort';
import { askHistory, type HistoryState } from './history';

/** Answers that follow one another faster than this are drawn as one. */
const COALESCE_MS = 250;
const NO_HISTORY: HistoryState = { rows: [], lines: [], settled: true };

interface Progress {
  readonly cohorts: readonly CohortState[];
  readonly history: HistoryState;
}

/**
 * Answers a selection of traces, and maybe a baseline: samples each over all linked trace sources, fetches the chosen
 * traces whole, in batches, and asks what is usual for their operations. Every emission is a whole, valid answer with the
 * same key, so that it replaces the one before; the report says how the traces were sampled and what is missing. The last
 * is `Done`, or `Error` when no source could be asked. Unsubscribing reaches every source.
 */
export function traces(plan: TracesPlan, linked: LinkedSources, context: LegContext): Observable<DataQueryResponse> {
  if (linked.traces.length === 0) {
    return of(response(plan, { cohorts: [], history: { ...NO_HISTORY, lines: [noSource()] } }));
  }
  const { sample, window, selection, baseline } = plan;
  const cohorts = [
    answerCohort({ cohort: 'selection', selection, sample, window }, linked.traces, context),
    ...(baseline === undefined
      ? []
      : [answerCohort({ cohort: 'baseline', selection: baseline, sample, window }, linked.traces, context)]),
  ];
  return combineLatest(cohorts).pipe(
    switchMap((states): Observable<Progress> => {
      const loading: Progress = { cohorts: states, history: { ...NO_HISTORY, settled: !plan.history } };
      return plan.history && states.every(({ settled }) => settled)
        ? history(plan, states, linked, context).pipe(map((known) => ({ cohorts: states, history: known })))
        : of(loading);
    }),
    filter(worthShowing),
    throttleTime(COALESCE_MS, asyncScheduler, { leading: true, trailing: true }),
    map((progress) => response(plan, progress))
  );
}

function history(
  { window, narrowing }: TracesPlan,
  states: readonly CohortState[],
  linked: LinkedSources,
  context: LegContext
): Observable<HistoryState> {
  const services = states.flatMap(({ traces: some }) => some.flatMap((trace) => trace.services));
  return askHistory({ services, window, narrowing }, linked, context);
}

/** Traces, or news that something has failed: a refresh must not blank the panel before. */
function worthShowing(progress: Progress): boolean {
  return (
    isFinished(progress) ||
    progress.cohorts.some(
      ({ traces: some, lines }) =>
        some.length > 0 || lines.some(({ state }) => !['loading', 'done', 'empty', 'waiting'].includes(state))
    )
  );
}

function isFinished({ cohorts, history: usual }: Progress): boolean {
  return cohorts.every(({ settled }) => settled) && usual.settled;
}

function response(plan: TracesPlan, progress: Progress): DataQueryResponse {
  const { refId } = plan;
  const { cohorts, history: usual } = progress;
  const report = [...cohorts.flatMap(({ lines }) => lines), ...usual.lines];
  const frames: DataFrame[] = cohorts.flatMap(({ traces: some }) => some.map(({ frame }) => frame));
  const table = { refId, heading: headingText };
  if (usual.rows.length > 0) {
    frames.push(writeHistory(usual.rows, table));
  }
  frames.push(withNotices(writeReport(report, { ...table, text: messageText }), warnings(report)));
  const answer = { key: `clew-${refId}`, data: frames };
  const finished = isFinished(progress);
  if (finished && nothingAnswered(cohorts)) {
    const errors = warnings(report).map((line) => ({ refId, message: warningText(line) }));
    return { ...answer, state: LoadingState.Error, errors };
  }
  return { ...answer, state: finished ? LoadingState.Done : LoadingState.Streaming };
}

/** Not one trace, and not because there is none. */
function nothingAnswered(cohorts: readonly CohortState[]): boolean {
  const lines = cohorts.flatMap((cohort) => cohort.lines);
  return (
    cohorts.every(({ traces: some }) => some.length === 0) &&
    !lines.some(({ state }) => state === 'empty' || state === 'done')
  );
}

function noSource(): ReportLine {
  return reportLine('traces:none', { signal: 'traces', name: '' }, 'skipped', 'leg.no-source', {}, 0, undefined);
}
