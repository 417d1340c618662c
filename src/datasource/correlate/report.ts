import { leftOut, type LegState, type ReportLine, type RoundState, type Signal } from '../../engine/correlation';
import type { ProblemParams } from '../../engine/result';
import { noSource, reportLine } from '../answer/line';
import type { LinkedSources } from '../linked';
import type { CorrelatePlan } from '../plan';
import type { Progress } from './rounds';

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
  return reportLine(leg, { signal, name: '' }, state, message, params, 0, undefined);
}
