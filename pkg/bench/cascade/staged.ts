import {
  type CascadeInput,
  changesOfTraces,
  signalsOfLogs,
  signalsOfSeries,
  signalsOfTraces,
} from '../../../src/engine/cascade';
import { correctTraces, defaultNodeRules } from '../../../src/engine/clock';
import { defaultIdentityRules } from '../../../src/engine/correlation';
import type { Series, Trace } from '../../../src/engine/model';
import { diffEpoch, type EpochNs, epochNs, epochNsFromMs, type Nanos, nanos } from '../../../src/engine/units';
import { readLogLines } from '../../cli/read/log-lines';
import { readMetrics } from '../../cli/read/metrics';
import { readOtlp } from '../../cli/read/otlp';
import { DEFAULT_START_NS, type LabIncident, runScenario, type ScenarioName } from '../../lab';

/** A staged incident, read as anybody's files would be. */
export interface Staged {
  readonly input: CascadeInput;
  readonly truth: LabIncident['truth'];
}

/** Nothing is wrong in the first two and a half minutes of a run. */
const HEALTHY_NS = 150e9;

/**
 * Stages a run and reads what it told: metrics, and unless only these are wanted, spans (their clocks corrected) and lines.
 */
export function stage(name: ScenarioName, seed: number, scale: number, metricsOnly: boolean): Staged {
  const { traces, logs, metrics, truth } = runScenario(name, { seed, scale });
  const origin = epochNs(DEFAULT_START_NS);
  const read = readMetrics(metrics, defaultIdentityRules);
  const series = read.ok ? read.value : [];
  const measured = signalsOfSeries(series, { origin });
  const requests = readOtlp({ ...traces }, defaultIdentityRules).result;
  const traced = metricsOnly ? [] : onOneClock(requests);
  const told = signalsOfTraces(traced, origin);
  const lines = metricsOnly
    ? []
    : [readLogLines(logs.map((line) => JSON.stringify(line)).join('\n'), defaultIdentityRules).result];
  const baseline = { from: nanos(0), to: nanos(HEALTHY_NS) };
  const window = { from: nanos(HEALTHY_NS), to: endOf(requests, series, origin) };
  return {
    input: {
      origin,
      signals: [...measured.signals, ...told.signals, ...signalsOfLogs(lines, origin)],
      edges: [...measured.edges, ...told.edges],
      baseline: { kind: 'window', window: baseline },
      window,
      changes: changesOfTraces(traced, { origin, baseline, window }),
    },
    truth,
  };
}

/** When the lab's users have gone home, where requests tell it: what follows is no incident. Else the last scrape. */
function endOf(traces: readonly Trace[], series: readonly Series[], origin: EpochNs): Nanos {
  const scrape = series.reduce((last, { times }) => Math.max(last, times[times.length - 1] ?? 0), 0);
  return traces.length === 0
    ? diffEpoch(epochNsFromMs(scrape), origin)
    : nanos(traces.reduce((last, trace) => Math.max(last, diffEpoch(trace.origin, origin)), 0));
}

function onOneClock(traces: readonly Trace[]): readonly Trace[] {
  const correcting = correctTraces(traces, defaultNodeRules);
  for (;;) {
    const { done, value } = correcting.next();
    if (done === true) {
      return value.traces.map(({ trace }) => trace);
    }
  }
}
