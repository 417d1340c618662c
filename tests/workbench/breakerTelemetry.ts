import type { Telemetry } from '../../pkg/workbench/sources/telemetry';

type RangeAnswer = Telemetry['metrics'][number];

/** A character of a drawing is so long. */
export const STEP_MS = 5000;
const MS_PER_S = 1000;
const CALLS_A_STEP = 20;
const FAILED_BEFORE_OPENING = 12;
const STEPS_OF_FAILURES = 3;
const STATES: Readonly<Record<string, string>> = {
  '-': 'closed',
  '#': 'open',
  v: 'half_open',
  F: 'forced_open',
  D: 'disabled',
};

/**
 * Breakers of resilience4j as text art, a line each: `caller>name states`, five seconds a character: `-` closed, `#` open,
 * `v` half-open, `F` forced open, `D` disabled, `.` not scraped. Calls fail before a breaker opens, and are refused while
 * it is open.
 */
export function resilience4jOf(art: string, startMs: number): readonly RangeAnswer[] {
  return art
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .flatMap((line) => {
      const [edge = '', states = ''] = line.split(/\s+/);
      const [application = '', name = ''] = edge.split('>');
      const labels = { application, instance: `${application}:8080`, name };
      return [...gauges(labels, states, startMs), ...counters(labels, states, startMs)];
    });
}

type Labels = Readonly<Record<string, string>>;

function gauges(labels: Labels, states: string, startMs: number): readonly RangeAnswer[] {
  return Object.entries(STATES).map(([character, state]) =>
    series({ __name__: 'resilience4j_circuitbreaker_state', ...labels, state }, states, startMs, (at) =>
      states[at] === character ? 1 : 0
    )
  );
}

function counters(labels: Labels, states: string, startMs: number): readonly RangeAnswer[] {
  const count = (calls: (at: number) => number) => {
    let sum = 0;
    return (at: number) => (sum += calls(at));
  };
  const refuses = (at: number) => states[at] === '#' || states[at] === 'F';
  const fails = (at: number) => !refuses(at) && states.slice(at, at + STEPS_OF_FAILURES).includes('#');
  const calls = 'resilience4j_circuitbreaker_calls_seconds_count';
  const refused = 'resilience4j_circuitbreaker_not_permitted_calls_total';
  return [
    series(
      { __name__: refused, ...labels, kind: 'not_permitted' },
      states,
      startMs,
      count((at) => (refuses(at) ? CALLS_A_STEP : 0))
    ),
    series(
      { __name__: calls, ...labels, kind: 'failed' },
      states,
      startMs,
      count((at) => (fails(at) ? FAILED_BEFORE_OPENING : 0))
    ),
    series(
      { __name__: calls, ...labels, kind: 'successful' },
      states,
      startMs,
      count((at) => (refuses(at) ? 0 : CALLS_A_STEP - (fails(at) ? FAILED_BEFORE_OPENING : 0)))
    ),
  ];
}

function series(metric: Labels, states: string, startMs: number, valueAt: (at: number) => number): RangeAnswer {
  const values = Array.from(states, (character, at): readonly [number, string] | undefined => {
    const value = valueAt(at);
    return character === '.' ? undefined : [(startMs + at * STEP_MS) / MS_PER_S, String(value)];
  });
  return { data: { result: [{ metric, values: values.filter((value) => value !== undefined) }] } };
}
