import { nanos, type Nanos } from '../../units';
import { type Outcome, problem, type Problem } from '../../result';
import { finish, type Steps } from '../../steps';
import type { Breaker, BreakerConfiguration, InstanceLane } from '../types';
import { callCounts } from './call-counts';
import { type Fit, fitBreaker } from './fit';
import { laneOf } from './lane';
import { type LaneEvent, laneEvents } from './lane-events';
import { type AnalysisWindow, type EdgeCall, type EdgeOutcomes, failed } from './outcomes';
import { ADMITTED, refusals } from './refusals';
import { unseenRefusals } from './unseen';
import { worstLane } from '../lane/worst';

/** Two bounds of the same wait may differ by so much: a timer is late, a call waits for its turn. */
const WAIT_TOLERANCE = 1.1;

/** The calls of one process over one edge. */
interface Process {
  readonly instance: string;
  readonly calls: EdgeCall[];
  readonly strengths: number[];
}

/**
 * Reads breakers from calls alone: where calls were refused, there is one, and which calls passed tells when it opened, let
 * trials through and closed. One lane a process, because each has a breaker of its own. An edge on which nothing was ever
 * refused gives none: whether it has a breaker is not known.
 *
 * Times relative to the window's origin, by the callers' clocks. Confidence is a judgement, not a frequency: named refusals
 * above silent ones, a breaker that explains every call above one that does not.
 *
 * Problems: `breaker.no-client-spans` (`caller`, `callee`: only the callee's spans are known, so refused calls leave no
 * trace), `breaker.refusals-unseen` (`caller`, `callee`, `silentNs`: after failures the caller was called on but called no
 * more; a breaker whose refusals are not recorded would look so).
 */
export function* inferringBreakers(
  edges: readonly EdgeOutcomes[],
  window: AnalysisWindow
): Steps<Outcome<readonly Breaker[]>> {
  const result: Breaker[] = [];
  const problems: Problem[] = [];
  const quiet: EdgeOutcomes[] = [];
  for (const edge of edges) {
    yield;
    const strengths = refusals(edge);
    if (strengths.some((strength) => strength > ADMITTED)) {
      result.push(breakerOf(edge, strengths, window));
    } else if (edge.calls.some(failed) && edge.calls.every(({ source }) => source === 'server')) {
      problems.push(problem('breaker.no-client-spans', { caller: edge.caller, callee: edge.callee }));
    } else {
      quiet.push(edge);
    }
  }
  return { result, problems: [...problems, ...unseenRefusals(quiet, edges)] };
}

/** {@link inferringBreakers} in one go. */
export function inferBreakers(edges: readonly EdgeOutcomes[], window: AnalysisWindow): Outcome<readonly Breaker[]> {
  return finish(inferringBreakers(edges, window));
}

function breakerOf(edge: EdgeOutcomes, strengths: Float64Array, window: AnalysisWindow): Breaker {
  const processes = byProcess(edge, strengths);
  const events = processes.map(({ calls, strengths: own }) => laneEvents(calls, own));
  const fit = fitBreaker(events);
  const configuration = configurationOf(fit);
  const lanes = processes.map(({ instance }, row): InstanceLane => {
    const replayed = fit.lanes[row] ?? { changes: [], initial: 'closed', unexplained: 0, waits: [] };
    const own: readonly LaneEvent[] = events[row] ?? [];
    return laneOf({ instance, events: own, replayed, fit, end: window.end, openFor: configuration.openFor });
  });
  const [only] = lanes;
  const single = lanes.length === 1 && only !== undefined;
  const { intervals, transitions } = single ? only : worstLane(lanes);
  return {
    identity: {
      name: nameOf(edge),
      caller: edge.caller,
      callee: edge.callee,
      ...(single && only.instance !== '' ? { instance: only.instance } : {}),
    },
    basis: 'inferred',
    source: 'traces',
    intervals,
    transitions,
    calls: callCounts(edge.calls, strengths, window.end),
    configuration,
    disagreements: [],
    instances: single ? [] : lanes,
  };
}

function byProcess(edge: EdgeOutcomes, strengths: Float64Array): readonly Process[] {
  const processes = new Map<string, Process>();
  edge.calls.forEach((call, row) => {
    const process = processes.get(call.instance) ?? { instance: call.instance, calls: [], strengths: [] };
    processes.set(call.instance, process);
    process.calls.push(call);
    process.strengths.push(strengths[row] ?? ADMITTED);
  });
  return [...processes.values()].sort((a, b) => (a.instance < b.instance ? -1 : 1));
}

/** The name that a refusal told, else the callee's. */
function nameOf(edge: EdgeOutcomes): string {
  return (
    edge.calls.find(({ refuser, refusedBy }) => refuser !== undefined && refusedBy !== 'bulkhead')?.refuser ??
    edge.callee
  );
}

/** What the calls tell of its settings: how it judges trials, and the wait where all stretches agree on one. */
function configurationOf(fit: Fit): Partial<BreakerConfiguration> {
  const { trials, judge } = fit.hypothesis;
  const openFor = waitOf(fit);
  return {
    trialCalls: trials,
    trialRule: judge,
    ...(openFor === undefined ? {} : { openFor }),
  };
}

function waitOf({ lanes }: Fit): Nanos | undefined {
  const waits = lanes.flatMap((lane) => lane.waits);
  if (waits.length === 0) {
    return undefined;
  }
  const above = Math.max(...waits.map((wait) => wait.above));
  const upTo = Math.min(...waits.map((wait) => wait.upTo));
  return upTo * WAIT_TOLERANCE >= above ? nanos((above + Math.max(above, upTo)) / 2) : undefined;
}
