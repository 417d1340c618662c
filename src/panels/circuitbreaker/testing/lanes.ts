import type { Basis, Breaker, BreakerState, StateInterval } from '../../../engine/breaker';
import { nanos } from '../../../engine/units';
import { type Lane, makeLanes } from '../viewModel';

/** A character of a drawing is so long. */
export const STEP_SECONDS = 10;
const NS_PER_S = 1e9;

const STATES: Readonly<Record<string, BreakerState>> = {
  '-': 'closed',
  '#': 'open',
  v: 'half-open',
  F: 'forced',
  D: 'disabled',
  '.': 'unknown',
};
const BASES: readonly Basis[] = ['measured', 'inferred', 'shadow'];

/**
 * Breakers as text art, a line each: `basis caller>callee states`, ten seconds a character: `-` closed, `#` open, `v`
 * half-open, `F` forced open, `D` disabled, `.` unknown. A name without `>` is the breaker's own.
 */
export function breakers(art: string): readonly Breaker[] {
  return art
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map(breaker);
}

/** The same as lanes, without findings. */
export function lanes(art: string): readonly Lane[] {
  return makeLanes(breakers(art), []);
}

function breaker(line: string): Breaker {
  const [word = '', edge = '', states = ''] = line.split(/\s+/);
  const basis = BASES.find((one) => one === word) ?? 'measured';
  const [caller = '', callee] = edge.split('>');
  const intervals = intervalsOf(states, basis);
  const first = intervals.find(({ state }) => state === 'open');
  return {
    identity: callee === undefined ? { name: caller } : { name: callee, caller, callee },
    basis,
    source: basis === 'measured' ? 'resilience4j' : 'traces',
    intervals,
    transitions: intervals.slice(1).flatMap(({ state, start }, at) => {
      const from = intervals[at]?.state ?? 'unknown';
      return from === 'unknown' || state === 'unknown'
        ? []
        : [{ at: start, within: nanos(0), from, to: state, reason: { key: 'test.reason', params: {} }, evidence: [] }];
    }),
    disagreements: [],
    instances: [],
    ...(basis === 'shadow' && first !== undefined
      ? { shadow: { openedAt: first.start, saved: { calls: 412, waiting: nanos(1860 * NS_PER_S) }, calls: 900 } }
      : {}),
  };
}

function intervalsOf(states: string, basis: Basis): readonly StateInterval[] {
  const runs = [...states.matchAll(/(.)\1*/g)];
  return runs.map((run) => {
    const state = STATES[run[1] ?? ''] ?? 'unknown';
    return {
      state,
      start: nanos(run.index * STEP_SECONDS * NS_PER_S),
      end: nanos((run.index + run[0].length) * STEP_SECONDS * NS_PER_S),
      confidence: state === 'unknown' ? 0 : basis === 'measured' ? 1 : 0.9,
      evidence: [],
    };
  });
}
