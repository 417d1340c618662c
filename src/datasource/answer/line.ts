import type { LegState, ReportLine, Signal } from '../../engine/correlation';
import type { ProblemParams } from '../../engine/result';
import type { Linked } from '../linked';

/** One line of the report. */
export function reportLine(
  leg: string,
  { signal, name }: Pick<Linked, 'signal' | 'name'>,
  state: LegState,
  message: string,
  params: ProblemParams,
  rows: number,
  elapsedMs: number | undefined
): ReportLine {
  return { leg, signal, source: name, state, message, params, rows, elapsedMs };
}

/** The line of a signal that was asked for, and of which no source is linked. */
export function noSource(signal: Signal): ReportLine {
  return reportLine(`${signal}:none`, { signal, name: '' }, 'skipped', 'leg.no-source', {}, 0, undefined);
}
