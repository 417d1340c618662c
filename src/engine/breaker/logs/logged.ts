import { type Outcome, type Problem, problem } from '../../result';
import { nanos, type Nanos } from '../../units';
import { worstLane } from '../lane/worst';
import type { BreakerReason } from '../messages';
import type { Breaker, BreakerIdentity, BreakerState, InstanceLane, StateInterval, Transition } from '../types';
import type { Sighting } from './sightings';

/** Between two lines that agree. */
const TOLD = 0.9;
/** The last line speaks, or the first one of what was before: a change would have been told, if no line is missing. */
const HELD = 0.7;
/** A line is missing between two that contradict one another. */
const BROKEN = 0.4;
/** How long a refused call shows that the breaker is open: the wait of the customary configuration. */
const SEEN_FOR = 30e9;

/** Of the changes that lines tell, this share may begin in another state than the one before ended in: lines get lost. */
const LOST_SHARE = 0.2;
/** Evidence is to be looked at, by a person. */
const KEPT_EVIDENCE = 5;

/**
 * Breakers that only log lines tell of: one for each name that a service writes, with a lane for each process that wrote it.
 *
 * Problem: `breaker.lines-mixed` {name, caller}: lines that contradict one another and name no process. They are of several
 * processes, whose states cannot be told apart.
 *
 * @param end - of the window
 */
export function loggedBreakers(all: readonly Sighting[], end: Nanos): Outcome<readonly Breaker[]> {
  const problems: Problem[] = [];
  const result = byBreaker(all).flatMap((processes): readonly Breaker[] => {
    const [first] = [...processes.values()].flat();
    const { name = '', caller = '' } = first?.identity ?? {};
    const lanes = [...processes].flatMap(([instance, lines]): readonly InstanceLane[] => {
      if (instance === '' && areMixed(lines)) {
        problems.push(problem('breaker.lines-mixed', { name, caller }, lines.length));
        return [];
      }
      return [{ instance, ...loggedLane(lines, end) }];
    });
    return first === undefined || lanes.length === 0 ? [] : [breakerOf(first.identity, lanes)];
  });
  return { result, problems };
}

/** Lines by breaker, then by process, '' for none. */
function byBreaker(all: readonly Sighting[]): ReadonlyArray<ReadonlyMap<string, readonly Sighting[]>> {
  const breakers = new Map<string, Map<string, Sighting[]>>();
  for (const one of all) {
    const { name, caller, callee, instance = '' } = one.identity;
    const key = JSON.stringify([name, caller, callee]);
    const processes = breakers.get(key) ?? new Map<string, Sighting[]>();
    const lines = processes.get(instance) ?? [];
    breakers.set(key, processes);
    processes.set(instance, lines);
    lines.push(one);
  }
  return [...breakers.values()];
}

function breakerOf({ instance, ...shared }: BreakerIdentity, lanes: readonly InstanceLane[]): Breaker {
  const { intervals, transitions } = worstLane(lanes);
  const isOne = lanes.length === 1;
  return {
    identity: isOne && instance !== undefined ? { ...shared, instance } : shared,
    basis: 'measured',
    source: 'log',
    intervals,
    transitions,
    disagreements: [],
    instances: isOne ? [] : lanes,
  };
}

function areMixed(lines: readonly Sighting[]): boolean {
  const changes = lines.filter(({ tells }) => tells === 'change');
  const broken = changes.filter(({ from }, row) => row > 0 && from !== undefined && from !== changes[row - 1]?.to);
  return broken.length > 1 && broken.length > LOST_SHARE * changes.length;
}

/** One process' lane from its lines, which ascend. */
function loggedLane(all: readonly Sighting[], end: Nanos): Pick<InstanceLane, 'intervals' | 'transitions'> {
  const lines = withoutEchoes(all);
  const intervals: StateInterval[] = [];
  const transitions: Transition[] = [];
  const [first] = lines;
  if (first?.from !== undefined) {
    intervals.push(stretch(first.from, 0, first.at, HELD, first));
  } else {
    intervals.push(stretch('unknown', 0, first?.at ?? end, 0, undefined));
  }
  lines.forEach((line, row) => {
    const next = lines[row + 1];
    const before = lines[row - 1];
    transitions.push(...changesAt(line, before));
    const until = line.tells === 'change' ? (next?.at ?? end) : Math.min(next?.at ?? end, line.at + SEEN_FOR);
    const contradicted = next?.from !== undefined && next.from !== line.to;
    const confidence = contradicted ? BROKEN : next === undefined || line.tells === 'state' ? HELD : TOLD;
    intervals.push(stretch(line.to, line.at, until, confidence, line));
    intervals.push(stretch('unknown', until, next?.at ?? end, 0, undefined));
  });
  return { intervals: joined(intervals.filter((one) => one.end > one.start)), transitions };
}

/** Lines without those that only say again what the change before them said. */
function withoutEchoes(lines: readonly Sighting[]): readonly Sighting[] {
  let changed: BreakerState | undefined;
  return lines.filter(({ tells, to }) => {
    const isEcho = tells === 'state' && to === changed;
    changed = isEcho ? changed : tells === 'change' ? to : undefined;
    return !isEcho;
  });
}

/** What a line says of changes: its own, and one that must have been before it when it does not begin where the last one ended. */
function changesAt(line: Sighting, before: Sighting | undefined): readonly Transition[] {
  const evidence = [line.evidence];
  const reason = loggedReason(line);
  const since = nanos(before === undefined ? line.at : line.at - before.at);
  const from = line.from ?? before?.to;
  const missing: readonly Transition[] =
    before !== undefined && from !== undefined && before.to !== from
      ? [{ at: line.at, within: since, from: before.to, to: from, reason, evidence }]
      : [];
  const within = nanos(line.tells === 'change' ? 0 : since);
  const own: readonly Transition[] =
    from !== undefined && from !== line.to ? [{ at: line.at, within, from, to: line.to, reason, evidence }] : [];
  return [...missing, ...own];
}

/** What an interval or a transition that a line tells of is reasoned with. */
export function loggedReason({ evidence }: Sighting): BreakerReason {
  return { key: 'breaker.reason.logged', params: { line: evidence.kind === 'log' ? evidence.line : '' } };
}

function stretch(
  state: BreakerState,
  start: number,
  end: number,
  confidence: number,
  line: Sighting | undefined
): StateInterval {
  const told = line === undefined ? { evidence: [] } : { reason: loggedReason(line), evidence: [line.evidence] };
  return { state, start: nanos(start), end: nanos(end), confidence, ...told };
}

/** Neighbours of one state as one, with all that tells of them. */
function joined(intervals: readonly StateInterval[]): readonly StateInterval[] {
  const all: StateInterval[] = [];
  for (const next of intervals) {
    const last = all.at(-1);
    if (last?.state === next.state && last.confidence === next.confidence) {
      const evidence = [...last.evidence, ...next.evidence].slice(0, KEPT_EVIDENCE);
      all[all.length - 1] = { ...last, end: next.end, evidence };
    } else {
      all.push(next);
    }
  }
  return all;
}
