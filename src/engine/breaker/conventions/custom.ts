import { err, ok, problem, type Result } from '../../result';
import type { BreakerState } from '../types';
import {
  type BreakerConvention,
  INSTANCE,
  type LabelPick,
  matcher,
  metrics,
  type StateNames,
  type StateSource,
} from './convention';

/** A metric of the user's own, as settings store it. */
export interface CustomBreakerMetric {
  readonly name: string;
  /** '' for every series that has the labels: only where series are given, not asked for. */
  readonly metric: string;
  /** Labels that name the breaker, who calls, who is called, and the process. */
  readonly labels: {
    readonly name: string;
    readonly caller?: string;
    readonly callee?: string;
    readonly instance?: string;
  };
  /** Label whose value is the state, of 0/1 series; the state is the metric's own value when absent. */
  readonly stateLabel?: string;
  /** What each value of the label, or of the metric, stands for: `{ "0": "closed", "1": "open" }`. */
  readonly states: Readonly<Record<string, string>>;
  /** Counters of calls let through, failed, and refused. */
  readonly calls?: string;
  readonly failed?: string;
  readonly rejected?: string;
}

const METRIC_NAME = /^[A-Za-z_:][A-Za-z0-9_:]*$/;
const STATES: readonly BreakerState[] = ['closed', 'open', 'half-open', 'forced', 'disabled', 'unknown'];

/**
 * A convention of the user's own.
 *
 * Problems (`name` of the convention): `breaker-convention.no-name`, `breaker-convention.bad-metric` {name, metric},
 * `breaker-convention.no-label` {name} no label names the breaker, `breaker-convention.bad-state` {name, state} a state
 * that is none, or no state at all.
 */
export function customBreakerConvention(custom: CustomBreakerMetric): Result<BreakerConvention> {
  const { name, metric, labels, stateLabel, calls, failed, rejected } = custom;
  const states = readStates(custom.states);
  const names = [metric === '' ? undefined : metric, calls, failed, rejected];
  const badMetric = names.find((one) => one !== undefined && !METRIC_NAME.test(one));
  if (name.trim() === '') {
    return err(problem('breaker-convention.no-name'));
  }
  if (badMetric !== undefined) {
    return err(problem('breaker-convention.bad-metric', { name, metric: badMetric }));
  }
  if (labels.name === '') {
    return err(problem('breaker-convention.no-label', { name }));
  }
  if (!states.ok) {
    return err(problem('breaker-convention.bad-state', { name, state: states.error }));
  }
  // Without a metric's name the labels must tell: a panel is given series that are named otherwise, or not at all.
  const wanted = [labels.name, ...(stateLabel === undefined ? [] : [stateLabel])];
  const series = [{ metric, matchers: wanted.map((label) => matcher(label, '=~', '.+')) }];
  const state: StateSource =
    stateLabel === undefined
      ? { form: 'value', series, states: states.value }
      : { form: 'label', series, label: stateLabel, states: states.value };
  return ok({
    name: `custom-${name.trim()}`,
    labels: {
      name: pick(labels.name),
      ...(labels.caller === undefined ? {} : { caller: pick(labels.caller) }),
      ...(labels.callee === undefined ? {} : { callee: pick(labels.callee) }),
      instance: labels.instance === undefined ? INSTANCE : pick(labels.instance),
    },
    lanes: [
      {
        states: [state],
        ...(calls === undefined ? {} : { calls: metrics(calls) }),
        ...(failed === undefined ? {} : { failed: metrics(failed) }),
        ...(rejected === undefined ? {} : { rejected: metrics(rejected) }),
      },
    ],
  });
}

function pick(label: string): LabelPick {
  return { labels: [label] };
}

/** @returns the word that is no state, or '' when there is none at all. */
function readStates(words: Readonly<Record<string, string>>): Result<StateNames, string> {
  const read: Record<string, BreakerState> = {};
  for (const [value, word] of Object.entries(words)) {
    const state = STATES.find((one) => one === word);
    if (state === undefined) {
      return err(word);
    }
    read[value] = state;
  }
  return Object.keys(read).length === 0 ? err('') : ok(read);
}
