import type { Join, LegState, ReportLine, Signal } from '../../../engine/correlation';
import type { SignalPresence } from './types';

const FAILED: readonly LegState[] = ['failed', 'forbidden', 'timed-out'];
const UNDER_WAY: readonly LegState[] = ['waiting', 'loading'];

/**
 * How each signal stands. "No log lines" may only be said of a service when somebody looked for lines: a panel over a
 * plain trace frame asked for none, and a leg that failed proves nothing.
 */
export function signalPresence(
  join: Join,
  report: readonly ReportLine[],
  loading: boolean
): Readonly<Record<Signal, SignalPresence>> {
  const rows: Readonly<Record<Signal, number>> = {
    traces: join.traces.length,
    logs: join.logs.size,
    metrics: join.series.length,
  };
  const presence = (signal: Signal) =>
    presenceOf(
      rows[signal],
      report.filter((line) => line.signal === signal),
      loading
    );
  return { traces: presence('traces'), logs: presence('logs'), metrics: presence('metrics') };
}

function presenceOf(rows: number, legs: readonly ReportLine[], loading: boolean): SignalPresence {
  const asked = legs.filter((leg) => leg.state !== 'skipped');
  if (asked.some((leg) => FAILED.includes(leg.state))) {
    return 'failed';
  }
  if (asked.some((leg) => UNDER_WAY.includes(leg.state)) || (loading && rows === 0 && asked.length > 0)) {
    return 'loading';
  }
  if (rows > 0) {
    return 'present';
  }
  return asked.length > 0 ? 'empty' : 'not-asked';
}
