import { nanos } from '../../units';
import { worstLane } from '../lane/worst';
import { loggedReason } from '../logs/logged';
import type { Sighting } from '../logs/sightings';
import type { Breaker, InstanceLane, StateInterval, Transition } from '../types';
import { linesOfLanes } from './processes';

/** As sure as a gauge: the library itself wrote the line. */
const TOLD = 1;

type Lane = Pick<InstanceLane, 'intervals' | 'transitions'>;

/**
 * Puts the moments that log lines tell into a lane that was sampled: a change between two samples happened when the line says,
 * and a state that came and went between them is inserted. Lines that do not fit the samples change nothing.
 */
export function refine(breaker: Breaker, lines: readonly Sighting[]): Breaker {
  const changes = lines.filter(({ tells }) => tells === 'change');
  if (changes.length === 0) {
    return breaker;
  }
  if (breaker.instances.length === 0) {
    return { ...breaker, ...refineLane(breaker, changes) };
  }
  const own = linesOfLanes(breaker.instances, changes);
  const instances = breaker.instances.map((lane, row) => ({ ...lane, ...refineLane(lane, own[row] ?? []) }));
  return { ...breaker, ...worstLane(instances), instances };
}

function refineLane({ intervals, transitions }: Lane, lines: readonly Sighting[]): Lane {
  const used = new Set<Sighting>();
  const told: StateInterval[] = [];
  const changes = transitions.flatMap((transition): readonly Transition[] => {
    const { at, within, from, to } = transition;
    const chain = lines.filter((line) => line.at > at - within && line.at <= at && !used.has(line));
    if (chain.at(-1)?.to !== to || !isChain(chain, from)) {
      return [transition];
    }
    chain.forEach((line) => used.add(line));
    told.push(...stretches(chain, at));
    return changesOf(chain, from);
  });
  for (const interval of intervals) {
    const inside = lines.filter((line) => line.at > interval.start && line.at < interval.end && !used.has(line));
    for (const chain of excursions(inside, interval)) {
      const last = chain.at(-1)?.at ?? interval.end;
      told.push(...stretches(chain.slice(0, -1), last));
      changes.push(...changesOf(chain, interval.state));
    }
  }
  return { intervals: overlaid(intervals, told), transitions: changes.sort((a, b) => a.at - b.at) };
}

/** Whether each line begins in the state where the one before ended, the first in `before`. */
function isChain(lines: readonly Sighting[], before: Transition['from']): boolean {
  return lines.every(({ from }, row) => from === undefined || from === (lines[row - 1]?.to ?? before));
}

/** Runs of lines that leave a state and come back to it. */
function excursions(lines: readonly Sighting[], { state }: StateInterval): ReadonlyArray<readonly Sighting[]> {
  const runs: Sighting[][] = [];
  let run: Sighting[] = [];
  for (const line of lines) {
    run = isChain([...run, line], state) ? [...run, line] : [];
    if (line.to === state && run.length > 0) {
      runs.push(run);
      run = [];
    }
  }
  return runs.filter(({ length }) => length > 1);
}

/** The states that lines tell, the last of them until `end`. */
function stretches(lines: readonly Sighting[], end: number): readonly StateInterval[] {
  return lines.map((line, row) => ({
    state: line.to,
    start: line.at,
    end: lines[row + 1]?.at ?? nanos(end),
    confidence: TOLD,
    reason: loggedReason(line),
    evidence: [line.evidence],
  }));
}

function changesOf(lines: readonly Sighting[], before: Transition['from']): readonly Transition[] {
  return lines.map((line, row) => ({
    at: line.at,
    within: nanos(0),
    from: lines[row - 1]?.to ?? before,
    to: line.to,
    reason: loggedReason(line),
    evidence: [line.evidence],
  }));
}

/** Intervals with others laid over them; what continues a state is joined to it. */
function overlaid(intervals: readonly StateInterval[], over: readonly StateInterval[]): readonly StateInterval[] {
  const laid = over.filter(({ start, end }) => end > start).sort((a, b) => a.start - b.start);
  const kept = intervals.flatMap((interval) => without(interval, laid));
  const joined: StateInterval[] = [];
  for (const next of [...kept, ...laid].sort((a, b) => a.start - b.start)) {
    const last = joined.at(-1);
    if (last?.state === next.state && (next.reason === undefined || last.reason === undefined)) {
      const reason = last.reason ?? next.reason;
      const evidence = [...last.evidence, ...next.evidence];
      joined[joined.length - 1] = { ...last, end: next.end, ...(reason === undefined ? {} : { reason }), evidence };
    } else {
      joined.push(next);
    }
  }
  return joined;
}

/** What remains of an interval outside of others, which ascend. */
function without(interval: StateInterval, others: readonly StateInterval[]): readonly StateInterval[] {
  const parts: StateInterval[] = [];
  let start = interval.start;
  for (const other of others) {
    if (other.start < interval.end && other.end > start) {
      parts.push({ ...interval, start, end: other.start });
      start = other.end;
    }
  }
  return [...parts, { ...interval, start }].filter((part) => part.end > part.start);
}
