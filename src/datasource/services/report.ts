import type { LegState, ReportLine } from '../../engine/correlation';
import { warnings } from '../correlate/report';
import type { LinkedSources } from '../linked';
import type { SignalUpdate } from '../signals/sought';

/** Messages that say why there is nothing, and what to do: told wherever somebody looks. */
const HINTS: ReadonlySet<string> = new Set(['leg.unknown-metrics', 'leg.no-metrics', 'leg.not-these-services']);

const FAILED: ReadonlySet<LegState> = new Set<LegState>(['failed', 'forbidden', 'timed-out']);

const LEG = 'metrics:none';
const NOT_LINKED = 'leg.no-source';

const NO_METRICS: ReportLine = {
  leg: LEG,
  signal: 'metrics',
  source: '',
  state: 'skipped',
  message: NOT_LINKED,
  params: {},
  rows: 0,
  elapsedMs: undefined,
};

/** One line a leg; and one where nothing at all is linked that could measure requests. */
export function signalReport(sources: LinkedSources, legs: readonly SignalUpdate[]): readonly ReportLine[] {
  const lines = legs.map(({ leg, source, verdict: { state, key, params }, measures, elapsedMs }): ReportLine => ({
    leg,
    signal: source.signal,
    source: source.name,
    state,
    message: key,
    params,
    rows: measures.length,
    elapsedMs,
  }));
  if (sources.metrics.length > 0) {
    return lines;
  }
  return [NO_METRICS, ...lines];
}

/** Lines that a person should be told of: what is missing, and the hint where a source is not understood. */
export function toTell(report: readonly ReportLine[]): readonly ReportLine[] {
  const told = new Set(warnings(report));
  const nothing = report.every(({ rows }) => rows === 0);
  return report.filter((line) => told.has(line) || (HINTS.has(line.message) && (nothing || line.signal === 'metrics')));
}

/** Whether nothing could be asked: no leg brought anything, and at least one failed. */
export function allFailed(report: readonly ReportLine[]): boolean {
  return (
    report.length > 0 &&
    report.every(({ state, rows }) => rows === 0 && (FAILED.has(state) || state === 'skipped')) &&
    report.some(({ state }) => FAILED.has(state))
  );
}
