import { asyncScheduler, combineLatest, filter, map, of, startWith, throttleTime, type Observable } from 'rxjs';
import { LoadingState, type DataFrame, type DataQueryResponse } from '@grafana/data';
import type { LegState, ReportLine, Signal } from '../../engine/correlation';
import { writeReport } from '../../frames';
import { messageText } from '../../ui';
import { headingText } from '../correlate/headings';
import { noSource } from './line';
import { allFailed, toTell, warningText, withNotices } from './tell';

/** What one part of an answer has brought so far. Each replaces the one before. */
export interface Part {
  /** One line a leg. */
  readonly lines: readonly ReportLine[];
  readonly settled: boolean;
  /** There is something to see. */
  readonly hasRows: boolean;
  /** Written only when it is shown. */
  readonly frames: () => readonly DataFrame[];
}

const NOTHING_YET: Part = { lines: [], settled: false, hasRows: false, frames: () => [] };

/** States that are no news while nothing is there to be seen: a refresh must not blank the panel. */
const QUIET: ReadonlySet<LegState> = new Set<LegState>(['waiting', 'loading', 'done', 'empty', 'skipped']);

/**
 * The answer of a query from its parts: every emission is a whole answer with the same key, the report last. The final one
 * is `Done`, or `Error` when every leg has failed. Parts must end settled and never error; unsubscribing reaches them all.
 *
 * @param coalesceMs - parts that follow one another faster than this are shown as one
 */
export function answerOf(
  refId: string,
  parts: ReadonlyArray<Observable<Part>>,
  coalesceMs: number
): Observable<DataQueryResponse> {
  return combineLatest(parts.map((part) => part.pipe(startWith(NOTHING_YET)))).pipe(
    filter(worthShowing),
    throttleTime(coalesceMs, asyncScheduler, { leading: true, trailing: true }),
    map((all) => response(refId, all))
  );
}

function worthShowing(parts: readonly Part[]): boolean {
  return (
    isFinished(parts) || parts.some(({ hasRows, lines }) => hasRows || lines.some(({ state }) => !QUIET.has(state)))
  );
}

function isFinished(parts: readonly Part[]): boolean {
  return parts.every(({ settled }) => settled);
}

function response(refId: string, parts: readonly Part[]): DataQueryResponse {
  const report = parts.flatMap(({ lines }) => lines);
  const table = writeReport(report, { refId, text: messageText, heading: headingText });
  const told = toTell(report);
  const data = [...parts.flatMap(({ frames }) => frames()), withNotices(table, told)];
  const answer = { key: `clew-${refId}`, data };
  if (isFinished(parts) && allFailed(report)) {
    return {
      ...answer,
      state: LoadingState.Error,
      errors: told.map((line) => ({ refId, message: warningText(line) })),
    };
  }
  return { ...answer, state: isFinished(parts) ? LoadingState.Done : LoadingState.Streaming };
}

/** A part for a signal that was asked for, and of which no source is linked. */
export function unlinked(signal: Signal): Observable<Part> {
  return of({ ...NOTHING_YET, lines: [noSource(signal)], settled: true });
}
