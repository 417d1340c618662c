import { analysingBreakers, type BreakerInput } from '../../src/engine/breaker';
import { defaultIdentityRules, identifyService } from '../../src/engine/correlation';
import type { Series } from '../../src/engine/model';
import { addNanos, epochMs, nanos } from '../../src/engine/units';
import { EPOCH, epochMsAt } from '../testkit';
import { against, type Bench, medians, within } from './measure';

const BREAKERS = 200;
const STEP_MS = 15_000;
/** A day. */
const SAMPLES = 5760;
/** Frames are parsed so many breakers at a time: the text of all would not fit into one string's comfort. */
const BATCH = 20;
const ROUNDS = 3;
/** Reading states is cheap beside parsing the answer that holds them. */
const BOUND = 1;
/** What a page may do in one task. */
const TASK_MS = 50;

const STATES = ['closed', 'open', 'half_open'];
const COUNTERS = [
  ['resilience4j_circuitbreaker_calls_seconds_count', 'successful'],
  ['resilience4j_circuitbreaker_calls_seconds_count', 'failed'],
  ['resilience4j_circuitbreaker_not_permitted_calls_total', 'not_permitted'],
] as const;

interface Column {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly times: readonly number[];
  readonly values: readonly number[];
}

/** resilience4j's series of one breaker: open for five minutes of each hour, at a minute of its own, with a trial between. */
function columns(breaker: number): readonly Column[] {
  const times = Array.from({ length: SAMPLES }, (_, sample) => epochMsAt(sample * STEP_MS));
  const state = (sample: number): string => {
    const minute = Math.floor((sample + breaker * 7) / 4) % 60;
    return minute >= 5 ? 'closed' : sample % 8 === 0 ? 'half_open' : 'open';
  };
  const labels = { application: `service-${breaker % 40}`, instance: 'a', name: `callee-${breaker}` };
  const gauges = STATES.map((own) => ({
    name: 'resilience4j_circuitbreaker_state',
    labels: { ...labels, state: own },
    times,
    values: times.map((_, sample) => Number(state(sample) === own)),
  }));
  const counters = COUNTERS.map(([name, kind]) => {
    let total = 0;
    const grows = (sample: number): number =>
      kind === 'not_permitted' ? Number(state(sample) === 'open') : Number(state(sample) === 'closed');
    const values = times.map((_, sample) => (total += grows(sample)));
    return { name, labels: { ...labels, kind }, times, values };
  });
  return [...gauges, ...counters];
}

function seriesOf({ name, labels, times, values }: Column): Series {
  const service = identifyService({ labels }, defaultIdentityRules);
  const read = times.map((time) => epochMs(time));
  return {
    name,
    labels,
    times: read,
    values,
    unit: '',
    intervalMs: STEP_MS,
    service,
    signal: undefined,
    quantile: undefined,
  };
}

/**
 * Runs an analysis step by step, and tells what the longest step took, in milliseconds of processor time: on a busy machine
 * a step waits for longer than it works.
 */
function longestStep(input: BreakerInput): number {
  const steps = analysingBreakers(input);
  let longest = 0;
  for (;;) {
    const start = process.cpuUsage();
    const step = steps.next();
    const { user, system } = process.cpuUsage(start);
    longest = Math.max(longest, (user + system) / 1e3);
    if (step.done === true) {
      return step.value.breakers.length === BREAKERS ? longest : NaN;
    }
  }
}

/** Two hundred breakers over a day, against parsing the answer they came in. */
export const breakersBench: Bench = {
  name: 'breakers',
  run: () => {
    const text = JSON.stringify(Array.from({ length: BATCH }, (_, breaker) => columns(breaker)));
    const series = Array.from({ length: BREAKERS }, (_, breaker) => columns(breaker).map(seriesOf)).flat();
    const window = { start: EPOCH, end: addNanos(EPOCH, nanos(SAMPLES * STEP_MS * 1e6)) };
    const input = { window, series, lines: [], traces: [] };
    let longest = Infinity;
    const times = medians((time) => {
      time('parse', () => Array.from({ length: BREAKERS / BATCH }, () => JSON.parse(text)).length);
      longest = Math.min(
        longest,
        time('analyse', () => longestStep(input))
      );
    }, ROUNDS);
    const samples = `${BREAKERS} breakers x ${SAMPLES} samples x ${STATES.length + COUNTERS.length} series`;
    return [
      against(
        { bench: 'breakers', measure: `analyse ${samples}` },
        times.get('analyse') ?? NaN,
        times.get('parse') ?? NaN,
        BOUND
      ),
      within({ bench: 'breakers', measure: 'longest step of it' }, longest, TASK_MS),
    ];
  },
};
