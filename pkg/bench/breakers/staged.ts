import { analyseBreakers, type Breaker, type BreakerFinding, type InstanceLane } from '../../../src/engine/breaker';
import { edgeOutcomes, type EdgeOutcomes, inferBreakers } from '../../../src/engine/breaker/inference';
import { defaultIdentityRules } from '../../../src/engine/correlation';
import { addNanos, diffEpoch, type EpochNs, epochNs, nanos } from '../../../src/engine/units';
import { readLogLines } from '../../cli/read/log-lines';
import { readMetrics } from '../../cli/read/metrics';
import { readOtlp } from '../../cli/read/otlp';
import { DEFAULT_START_NS, type LabIncident, runScenario } from '../../lab';
import { matches } from './compare';

/** The end of the last request, and of every run that is compared: both last as long. */
const RUN_NS = 600e9;
const ORIGIN: EpochNs = epochNs(DEFAULT_START_NS);
const WINDOW = { start: ORIGIN, end: addNanos(ORIGIN, nanos(RUN_NS)) };
const CONTEXT = { origin: ORIGIN, end: nanos(RUN_NS) };

type Truth = LabIncident['truth'];
type BreakerTruth = NonNullable<Truth['breakers']>[number];
type Edge = NonNullable<Truth['edge']>;

/** What was found of a run's breakers, against the truth. */
export interface FlapFound {
  /** Of the breakers' time, in the right state: by metrics, lines and spans together, and by spans alone. */
  readonly measured: number;
  readonly inferred: number;
  /** True changes that spans alone tell within one call. */
  readonly changes: number;
  /** A breaker that flaps is reported, and it is the one of the edge. */
  readonly named: boolean;
}

/** The same for the run without a breaker. */
export interface MissingFound {
  /** The edge, and no other, is said to want a breaker. */
  readonly named: boolean;
  /** Foretold by what the lab gives with that breaker installed, minus 1. */
  readonly waitingError: number;
  readonly callsError: number;
}

/** Stages a run with breakers and reads it twice: from everything it told, and from its spans alone. */
export function findFlapping(seed: number, scale: number): FlapFound {
  const { truth, edge, breakers, findings, edges } = analysed(runScenario('breaker-flap', { seed, scale }));
  const alone = inferBreakers(edges, CONTEXT).result;
  const flapping = findings.filter(({ kind }) => kind === 'breaker-flapping');
  return {
    measured: rightShare(lanesOf(breakers, edge), truth.breakers ?? []),
    inferred: rightShare(lanesOf(alone, edge), truth.breakers ?? []),
    changes: changesFound(lanesOf(alone, edge), truth.breakers ?? [], callsOf(edges, edge)),
    named: flapping.length === 1 && isAbout(flapping[0], edge),
  };
}

/** The settings of the shadow breaker, as the lab's has them: five failures in a row, 30 s, one trial. */
const POLICY = { window: 5, minimumCalls: 5, failureRate: 1, openMs: 30_000, trialCalls: 1 };

/** Stages a run without a breaker, foretells what one would save, and stages it again with one. */
export function findMissing(seed: number, scale: number): MissingFound {
  const { edge, breakers, findings, edges } = analysed(runScenario('breaker-missing', { seed, scale }));
  const missing = findings.filter(({ kind }) => kind === 'breaker-missing');
  const shadow = breakers.find(({ basis, identity }) => basis === 'shadow' && isEdge(identity, edge))?.shadow;
  const again = analysed(runScenario('breaker-missing', { seed, scale, breaker: { ...edge, policy: POLICY } }));
  const saved = waitingOf(edges, edge) - waitingOf(again.edges, edge);
  return {
    named: missing.length === 1 && isAbout(missing[0], edge),
    waitingError: (shadow?.saved.waiting ?? NaN) / saved - 1,
    callsError: (shadow?.saved.calls ?? NaN) / refusedOf(again.edges, edge) - 1,
  };
}

interface Analysed {
  readonly truth: Truth;
  readonly edge: Edge;
  readonly breakers: readonly Breaker[];
  readonly findings: readonly BreakerFinding[];
  readonly edges: readonly EdgeOutcomes[];
}

function analysed({ traces: document, logs, metrics, truth }: LabIncident): Analysed {
  const { edge } = truth;
  const series = readMetrics(metrics, defaultIdentityRules);
  if (edge === undefined || !series.ok) {
    throw new Error(`${truth.scenario} is not about an edge, or tells no metrics`);
  }
  const traces = readOtlp({ ...document }, defaultIdentityRules).result;
  const lines = readLogLines(logs.map((line) => JSON.stringify(line)).join('\n'), defaultIdentityRules).result;
  const { breakers, findings } = analyseBreakers({ window: WINDOW, series: series.value, lines: [lines], traces });
  return { truth, edge, breakers, findings, edges: edgeOutcomes(traces, CONTEXT) };
}

/** Services go by key, `shop/checkout`; the truth by name. */
function isNamed(key: string | undefined, name: string): boolean {
  return key === name || key?.endsWith(`/${name}`) === true;
}

function isEdge({ caller, callee }: { readonly caller?: string; readonly callee?: string }, edge: Edge): boolean {
  return isNamed(caller, edge.caller) && isNamed(callee, edge.callee);
}

function isAbout({ entities }: BreakerFinding, edge: Edge): boolean {
  const [entity] = entities;
  return (entity?.kind === 'edge' || entity?.kind === 'breaker') && isEdge(entity, edge);
}

function lanesOf(breakers: readonly Breaker[], edge: Edge): readonly InstanceLane[] {
  const own = breakers.filter(({ identity, basis }) => basis !== 'shadow' && isEdge(identity, edge));
  return own.flatMap(({ instances, intervals, transitions, identity }) =>
    instances.length > 0 ? instances : [{ instance: identity.instance ?? '', intervals, transitions }]
  );
}

/** Share of all breakers' time in the right state; a lane that is not there is wrong all the time. */
function rightShare(lanes: readonly InstanceLane[], truth: readonly BreakerTruth[]): number {
  const shares = truth.map((one) => {
    const lane = lanes.find(({ instance }) => instance === one.instance) ?? lanes.find((other) => fits(other, one));
    return lane === undefined ? 0 : rightTime(lane, one) / RUN_NS;
  });
  return shares.reduce((sum, share) => sum + share, 0) / shares.length;
}

/** Metrics name a process by its address, spans by its pod: lanes are told apart by when they first opened. */
function fits({ transitions }: InstanceLane, { changes }: BreakerTruth): boolean {
  const [first] = changes;
  const opened = transitions.find(({ to }) => to === 'open');
  return (
    first !== undefined &&
    opened !== undefined &&
    Math.abs(Number(BigInt(first.atNs) - ORIGIN) - opened.at) <= opened.within + SAME_MOMENT_NS
  );
}

const SAME_MOMENT_NS = 10e6;

function rightTime({ intervals }: InstanceLane, { changes }: BreakerTruth): number {
  const states = [{ at: 0, to: 'closed' }, ...changes.map(({ atNs, to }) => ({ at: sinceStart(atNs), to }))];
  let right = 0;
  states.forEach(({ at, to }, row) => {
    const end = Math.min(RUN_NS, states[row + 1]?.at ?? RUN_NS);
    for (const interval of intervals.filter(({ state }) => state === to)) {
      right += Math.max(0, Math.min(end, interval.end) - Math.max(at, interval.start));
    }
  });
  return right;
}

/** Share of true changes that a lane has too, with at most one call of the process between the two times. */
function changesFound(
  lanes: readonly InstanceLane[],
  truth: readonly BreakerTruth[],
  calls: EdgeOutcomes['calls']
): number {
  const counts = truth.map(({ instance, changes }) => {
    const lane = lanes.find((one) => one.instance === instance);
    const starts = calls.filter((call) => call.instance === instance).map(({ start }): number => start);
    const theirs = changes.map(({ atNs, to }) => ({ at: sinceStart(atNs), to })).filter(({ at }) => at < RUN_NS);
    return { all: theirs.length, found: matches(theirs, lane?.transitions ?? [], starts) };
  });
  const all = counts.reduce((sum, count) => sum + count.all, 0);
  return counts.reduce((sum, count) => sum + count.found, 0) / all;
}

function sinceStart(atNs: string): number {
  return diffEpoch(epochNs(BigInt(atNs)), ORIGIN);
}

function callsOf(edges: readonly EdgeOutcomes[], edge: Edge): EdgeOutcomes['calls'] {
  return edges.filter((one) => isEdge(one, edge)).flatMap(({ calls }) => calls);
}

function waitingOf(edges: readonly EdgeOutcomes[], edge: Edge): number {
  return callsOf(edges, edge).reduce((sum, { duration }) => sum + duration, 0);
}

function refusedOf(edges: readonly EdgeOutcomes[], edge: Edge): number {
  return callsOf(edges, edge).filter(({ outcome }) => outcome === 'rejected').length;
}
