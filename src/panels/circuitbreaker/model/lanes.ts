import { sum } from 'd3';
import type { Breaker, BreakerFinding, BreakerState, CallCounts, StateInterval } from '../../../engine/breaker';
import type { Entity } from '../../../engine/finding';
import { finish, type Steps } from '../../../engine/steps';
import { makeTitles } from './title';
import { type Trouble, troubleOf } from './trouble';

/** Calls of a lane in the window; `undefined` when nobody counted them. */
export interface LaneTotals {
  readonly calls: number | undefined;
  readonly failed: number | undefined;
  readonly rejected: number | undefined;
}

/** A breaker, or the one that is missing, with what is known of it as a whole. */
export interface Lane {
  /** The same after every refresh. */
  readonly key: string;
  readonly title: string;
  /** Its intervals are one for as long as the state stayed, whatever the reasons. */
  readonly breaker: Breaker;
  /** The last interval of the window. */
  readonly now: StateInterval;
  /** How often it opened. */
  readonly opened: number;
  /** Nanoseconds in which it refused calls. */
  readonly openTime: number;
  readonly totals: LaneTotals;
  readonly trouble: Trouble;
  readonly flapping: boolean;
  readonly findings: readonly BreakerFinding[];
}

/** Whether calls are refused in a state. */
export function refuses(state: BreakerState): boolean {
  return state === 'open' || state === 'forced';
}

/** Lanes of breakers that have intervals, in their order. O(intervals + steps + breakers x findings). */
export function* makingLanes(
  breakers: readonly Breaker[],
  findings: readonly BreakerFinding[]
): Steps<readonly Lane[]> {
  const lanes: Lane[] = [];
  const keys = new Map<string, number>();
  const titleOf = makeTitles(breakers.map(({ identity }) => identity));
  for (const given of breakers) {
    const breaker = { ...given, intervals: joined(given.intervals) };
    const base = laneKey(breaker);
    const copies = keys.get(base) ?? 0;
    keys.set(base, copies + 1);
    const now = breaker.intervals.at(-1);
    if (now !== undefined) {
      const key = copies === 0 ? base : `${base} ${copies}`;
      lanes.push(makeLane({ key, title: titleOf(breaker.identity), breaker, now }, findings));
      yield;
    }
  }
  return lanes;
}

/** {@link makingLanes} in one go. */
export function makeLanes(breakers: readonly Breaker[], findings: readonly BreakerFinding[]): readonly Lane[] {
  return finish(makingLanes(breakers, findings));
}

type Begun = Pick<Lane, 'key' | 'title' | 'breaker' | 'now'>;

function makeLane(begun: Begun, findings: readonly BreakerFinding[]): Lane {
  const { breaker, now } = begun;
  const open = breaker.intervals.filter(({ state }) => refuses(state));
  const opened = openings(breaker.intervals);
  const own = findings.filter(({ entities }) => entities[0] !== undefined && isAbout(entities[0], breaker));
  const flapping = own.some(({ kind }) => kind === 'breaker-flapping');
  return {
    ...begun,
    opened,
    openTime: sum(open, ({ start, end }) => end - start),
    totals: totalsOf(breaker.calls),
    trouble: troubleOf({ breaker, now, opened, flapping }),
    flapping,
    findings: own,
  };
}

/** Neighbours of one state as one: of the first reason, and as sure as the least sure. */
function joined(intervals: readonly StateInterval[]): readonly StateInterval[] {
  const runs: StateInterval[] = [];
  for (const interval of intervals) {
    const last = runs.at(-1);
    if (last?.state === interval.state) {
      runs[runs.length - 1] = {
        ...last,
        end: interval.end,
        confidence: Math.min(last.confidence, interval.confidence),
        evidence: [...last.evidence, ...interval.evidence],
      };
    } else {
      runs.push(interval);
    }
  }
  return runs;
}

function laneKey({ basis, source, identity }: Breaker): string {
  const { name, caller = '', callee = '', instance = '' } = identity;
  return JSON.stringify([basis, source, caller, callee, name, instance]);
}

/** How often calls began to be refused: from a state in which they were not. */
function openings(intervals: readonly StateInterval[]): number {
  return intervals.filter(({ state }, at) => refuses(state) && !refuses(intervals[at - 1]?.state ?? 'closed')).length;
}

/** A finding about an edge is one of the edge's breaker too. */
function isAbout(entity: Entity, { identity }: Breaker): boolean {
  switch (entity.kind) {
    case 'breaker':
      return (
        entity.name === identity.name &&
        (entity.caller ?? identity.caller) === identity.caller &&
        (entity.callee ?? identity.callee) === identity.callee
      );
    case 'edge':
      return entity.caller === identity.caller && entity.callee === identity.callee;
    case 'service':
    case 'instance':
    case 'operation':
      return false;
  }
}

function totalsOf(calls: CallCounts | undefined): LaneTotals {
  const total = (column: Float64Array | undefined) =>
    column === undefined ? undefined : sum(column, (value) => (Number.isFinite(value) ? value : 0));
  return { calls: total(calls?.calls), failed: total(calls?.failed), rejected: total(calls?.rejected) };
}
