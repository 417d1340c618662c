import {
  analysingCascade,
  type Baseline,
  type CallEdge,
  type Cascade,
  type ChangeEvent,
  type ChangeKind,
  changesOfLogs,
  changesOfTraces,
  type MeasuredSignals,
  type ServiceSignal,
  signalsOfLogs,
  signalsOfMeasures,
  signalsOfSeries,
  signalsOfTraces,
  type TimeSpan,
  unifyNames,
  usualTimeOf,
} from '../../../engine/cascade';
import { correctTraces, defaultNodeRules } from '../../../engine/clock';
import type { Series } from '../../../engine/model';
import type { Outcome, Problem } from '../../../engine/result';
import type { Measure } from '../../../engine/signals';
import type { Steps } from '../../../engine/steps';
import { findingSuspects, type SuspectReport } from '../../../engine/suspects';
import { addNanos, type EpochNs, type Nanos, nanos } from '../../../engine/units';
import { readAnnotations } from '../../../frames';
import type { Reading } from './read';

/** The time of the panel: from `origin` on, so long. */
export interface CascadeWindow {
  readonly origin: EpochNs;
  readonly length: Nanos;
}

export interface AnalysisSettings {
  /** How long from the beginning everything is taken to be as usual; 0: until the first onset. */
  readonly baseline: Nanos;
  /** Ranking takes time: it is left out where nobody sees it. */
  readonly suspects: boolean;
}

/** Everything that the panel shows, before anything is left out or laid out. */
export interface Analysed {
  readonly reading: Reading;
  readonly window: CascadeWindow;
  readonly cascade: Cascade;
  /** What services and calls were measured by, as the cascade was told. */
  readonly signals: readonly ServiceSignal[];
  readonly edges: readonly CallEdge[];
  /** What the time of trouble was compared with. */
  readonly usual: Baseline['kind'];
  /** Spans that were moved to another time, because clocks differ. */
  readonly moved: number;
  readonly blame: SuspectReport;
  readonly problems: readonly Problem[];
}

/** Changes that somebody made: new lines, new errors and moved traffic are what trouble looks like. */
const CAUSES: ReadonlySet<ChangeKind> = new Set(['deploy', 'version', 'configuration', 'scaling']);
const NOBODY: Outcome<SuspectReport> = { result: { onset: undefined, suspects: [] }, problems: [] };

/** Has the engine look at what was read. */
export function* analyse(reading: Reading, window: CascadeWindow, settings: AnalysisSettings): Steps<Analysed> {
  const { origin, length } = window;
  const { measures, series, traces, logs } = reading;
  const onOneClock = yield* correctTraces(traces, defaultNodeRules);
  const corrected = onOneClock.traces.map(({ trace }) => trace);
  const measured = signalsOfMeasures(measures, { origin });
  yield;
  const scraped = signalsOfSeries(series, { origin });
  yield;
  const traced = signalsOfTraces(corrected, origin);
  yield;
  const told = [...measured.signals, ...scraped.signals, ...traced.signals, ...signalsOfLogs(logs, origin)];
  yield;
  const looked = {
    baseline: baselineOf(measured, settings.baseline),
    window: { from: settings.baseline, to: length },
  };
  const edges = [...measured.edges, ...scraped.edges, ...traced.edges];
  const services = new Set([
    ...told.map(({ service }) => service),
    ...edges.flatMap(({ caller, callee }) => [caller, callee]),
  ]);
  const changes = yield* changesIn({ ...reading, traces: corrected }, { origin, services: [...services], ...looked });
  const input = unifyNames({
    origin,
    signals: told,
    edges,
    ...looked,
    changes,
  });
  yield;
  const { result: cascade, problems } = yield* analysingCascade(input);
  yield;
  const onset = cascade.services[0]?.onset;
  const hasRequests = traces.length > 0 || logs.length > 0;
  const blame =
    settings.suspects && hasRequests && onset !== undefined
      ? yield* findingSuspects({
          incident: { traces, logs, series: [...series, ...resourcesOf(measures)] },
          at: addNanos(origin, onset.at),
          changes: changes
            .filter(({ kind }) => CAUSES.has(kind))
            .map(({ at, service, text }) => ({ at: addNanos(origin, at), service, text })),
        })
      : NOBODY;
  return {
    reading,
    window,
    cascade,
    signals: input.signals,
    edges: input.edges,
    usual: input.baseline.kind,
    moved: onOneClock.moved,
    blame: blame.result,
    problems: [...reading.problems, ...problems, ...blame.problems],
  };
}

interface Looked {
  readonly origin: EpochNs;
  /** Keys of those that are known: annotations name some of them. */
  readonly services: readonly string[];
  readonly baseline: Baseline;
  readonly window: TimeSpan;
}

/** What the query brought, and what annotations, traces and log lines show. */
function* changesIn(
  { changes, annotations, traces, logs }: Reading,
  { origin, services, baseline, window }: Looked
): Steps<readonly ChangeEvent[]> {
  const seen = changesOfTraces(traces, { origin, baseline: usualTimeOf({ baseline, window }), window });
  yield;
  return [...changes, ...readAnnotations(annotations, origin, services), ...seen, ...changesOfLogs(logs, origin)];
}

/** How full resources of services were, as our data source measured it. */
function resourcesOf(measures: readonly Measure[]): readonly Series[] {
  return measures
    .filter(({ role, subject, baseline }) => role === 'saturation' && subject.kind === 'service' && !baseline)
    .map(({ series }) => series);
}

/** A baseline that knows less than this share of the signals judges too few of them. */
const LEAST_KNOWN = 0.8;

/** What the query brought if that is nearly all, else what the author chose, else what is found. */
function baselineOf({ signals, usual }: MeasuredSignals, length: Nanos): Baseline {
  if (usual.signals.length > 0 && usual.signals.length >= LEAST_KNOWN * signals.length) {
    return { kind: 'signals', ...usual };
  }
  return length > 0 ? { kind: 'window', window: { from: nanos(0), to: length } } : { kind: 'own' };
}
