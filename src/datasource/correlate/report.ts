import { leftOut, type LegState, type ReportLine, type RoundState, type Signal } from '../../engine/correlation';
import type { ProblemParams } from '../../engine/result';
import type { LinkedSources } from '../linked';
import type { CorrelatePlan } from '../plan';
import type { Progress } from './rounds';

/** States that mean that rows may be missing. */
const INCOMPLETE: ReadonlySet<LegState> = new Set<LegState>(['partial', 'failed', 'forbidden', 'timed-out']);

/** The join report: one line a leg, and one for everything that was asked for and not done. */
export function joinReport(
  plan: CorrelatePlan,
  sources: LinkedSources,
  { legs, state }: Progress
): readonly ReportLine[] {
  return [
    ...legs.map(({ arrival }) => arrival.report),
    ...plan.signals.filter((signal) => sources[signal].length === 0).map(noSource),
    ...widened(state),
    ...leftOut(state, plan.rounds).map(({ code, params, count }) =>
      planLine(code, 'traces', 'partial', code, { ...params, count })
    ),
  ];
}

/** Lines that a person should be told of even when they look at something else. */
export function warnings(report: readonly ReportLine[]): readonly ReportLine[] {
  return report.filter(
    ({ state, message }) => INCOMPLETE.has(state) || message === 'leg.budget' || message === 'leg.no-source'
  );
}

/** Whether nothing at all could be asked: every leg that has ended has failed, and none brought rows. */
export function allFailed({ legs, finished }: Progress): boolean {
  const reports = legs.map(({ arrival }) => arrival.report);
  return (
    finished &&
    reports.length > 0 &&
    reports.every(({ state, rows }) => rows === 0 && (INCOMPLETE.has(state) || state === 'skipped')) &&
    reports.some(({ state }) => INCOMPLETE.has(state))
  );
}

function noSource(signal: Signal): ReportLine {
  return planLine(`${signal}:none`, signal, 'skipped', 'leg.no-source', {});
}

function widened({ asked, window }: RoundState): readonly ReportLine[] {
  const wider = asked.filter(({ step }) => step > 0);
  const last = wider[wider.length - 1];
  if (last === undefined) {
    return [];
  }
  const seconds = Number((window.from - last.window.from) / BigInt(1_000_000_000));
  return [planLine('plan:window', 'traces', 'done', 'plan.widened', { seconds })];
}

function planLine(leg: string, signal: Signal, state: LegState, message: string, params: ProblemParams): ReportLine {
  return { leg, signal, source: '', state, message, params, rows: 0, elapsedMs: undefined };
}
