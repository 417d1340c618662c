import * as v from 'valibot';
import type { Emission, SourceRequest } from '../../sources';
import { type AlertRule, durationMs, type RuleStep } from './rules';

/** Values of one series by evaluation; `undefined` where it has none. */
interface Track {
  readonly labels: Readonly<Record<string, string>>;
  readonly values: ReadonlyArray<number | undefined>;
}

/** How one series of a rule stands at one evaluation. */
export interface Standing {
  readonly state: 'Normal' | 'Pending' | 'Alerting';
  /** When the condition last began to hold; `undefined` while it does not. */
  readonly activeAtMs: number | undefined;
  /** Whether the condition holds at this very evaluation. */
  readonly holds: boolean;
}

/** One series of a rule through all evaluations. */
export interface AlertInstance {
  readonly labels: Readonly<Record<string, string>>;
  readonly standings: readonly Standing[];
  /** Values by `refId`, for each evaluation. */
  readonly values: ReadonlyArray<Readonly<Record<string, number>>>;
}

/** Puts one question to the source with this uid. */
export type AskSource = (uid: string, request: SourceRequest) => readonly Emission[];

/** When a rule is evaluated: every `everyMs` from `fromMs` to `toMs`, both included. */
export interface Schedule {
  readonly fromMs: number;
  readonly toMs: number;
  readonly everyMs: number;
}

const EXPRESSION = '__expr__';

/**
 * Evaluates one rule as Grafana's scheduler would have, evaluation after evaluation, and says how each series stood at
 * each. An instant query at many times is a range query with that step, so the source is asked once. Knows queries,
 * and the expressions `reduce` (last) and `threshold`.
 *
 * @throws Error naming the rule and the part of it that the workbench does not know, or what the source refused.
 */
export function evaluateRule(rule: AlertRule, schedule: Schedule, ask: AskSource): readonly AlertInstance[] {
  const steps = new Map<string, readonly Track[]>();
  for (const step of inOrder(rule)) {
    steps.set(step.refId, tracksOf(step, rule, steps, schedule, ask));
  }
  const conditions = steps.get(rule.condition) ?? [];
  return conditions.map(({ labels, values }) => {
    const mine = [...steps].flatMap(([refId, tracks]) => {
      const track = tracks.find((each) => sameLabels(each.labels, labels));
      return track === undefined ? [] : [{ refId, track }];
    });
    const valuesAt = (row: number) =>
      Object.fromEntries(
        mine.flatMap(({ refId, track }) => {
          const value = track.values[row];
          return value === undefined ? [] : [[refId, value]];
        })
      );
    return { labels, standings: standings(values, schedule, rule), values: values.map((_, row) => valuesAt(row)) };
  });
}

/** Queries before the expressions that name them; provisioning files may list them in any order. */
function inOrder({ data, title }: AlertRule): readonly RuleStep[] {
  const sorted: RuleStep[] = [];
  const waiting = [...data];
  while (waiting.length > 0) {
    const next = waiting.findIndex(
      ({ datasourceUid, model }) =>
        datasourceUid !== EXPRESSION || sorted.some(({ refId }) => refId === expressionOf(model))
    );
    if (next < 0) {
      throw new Error(
        `alert rule "${title}": ${waiting.map(({ refId }) => refId).join(', ')} name steps that are missing`
      );
    }
    sorted.push(...waiting.splice(next, 1));
  }
  return sorted;
}

function tracksOf(
  step: RuleStep,
  rule: AlertRule,
  steps: ReadonlyMap<string, readonly Track[]>,
  schedule: Schedule,
  ask: AskSource
): readonly Track[] {
  if (step.datasourceUid !== EXPRESSION) {
    return queried(step, rule, schedule, ask);
  }
  const input = steps.get(expressionOf(step.model)) ?? [];
  const type = String(step.model.type);
  if (type === 'reduce') {
    const { reducer } = step.model;
    return reducer === 'last' || reducer === undefined ? input : unknown(rule, `the reducer ${String(reducer)}`);
  }
  if (type !== 'threshold') {
    return unknown(rule, `expressions of type ${type}`);
  }
  const holds = thresholdOf(step, rule);
  return input.map(({ labels, values }) => ({
    labels,
    values: values.map((value) => (value === undefined ? undefined : Number(holds(value)))),
  }));
}

function queried(
  step: RuleStep,
  rule: AlertRule,
  { fromMs, toMs, everyMs }: Schedule,
  ask: AskSource
): readonly Track[] {
  const target = { ...step.model, refId: step.refId, range: true, instant: false, interval: `${everyMs}ms` };
  const request = { requestId: `alert-${rule.uid}`, targets: [target], fromMs, toMs, intervalMs: everyMs };
  const emissions = ask(step.datasourceUid, request);
  const failure = emissions.find(({ error }) => error !== undefined)?.error;
  if (failure !== undefined) {
    throw new Error(`alert rule "${rule.title}": ${failure.message}`);
  }
  const rows = Math.floor((toMs - fromMs) / everyMs) + 1;
  return (emissions.at(-1)?.data ?? []).flatMap(({ fields }) => {
    const time = fields.find(({ type }) => type === 'time');
    const value = fields.find(({ type }) => type === 'number');
    if (time === undefined || value === undefined) {
      return [];
    }
    const values: Array<number | undefined> = Array.from({ length: rows }, () => undefined);
    time.values.forEach((at, index) => {
      const sample = value.values[index];
      const row = Math.round((Number(at) - fromMs) / everyMs);
      if (row >= 0 && row < rows && typeof sample === 'number' && Number.isFinite(sample)) {
        values[row] = sample;
      }
    });
    return [{ labels: withoutName(value.labels ?? {}), values }];
  });
}

const conditionsSchema = v.object({
  conditions: v.tupleWithRest(
    [v.object({ evaluator: v.object({ type: v.string(), params: v.array(v.number()) }) })],
    v.unknown()
  ),
});

function thresholdOf({ model }: RuleStep, rule: AlertRule): (value: number) => boolean {
  const { evaluator } = v.parse(conditionsSchema, model).conditions[0];
  const [a = 0, b = 0] = evaluator.params;
  switch (evaluator.type) {
    case 'gt':
      return (value) => value > a;
    case 'gte':
      return (value) => value >= a;
    case 'lt':
      return (value) => value < a;
    case 'lte':
      return (value) => value <= a;
    case 'within_range':
      return (value) => value > a && value < b;
    case 'outside_range':
      return (value) => value < a || value > b;
    default:
      return unknown(rule, `thresholds of type ${evaluator.type}`);
  }
}

/**
 * Pending until the condition has held for as long as the rule says, then alerting; alerting goes on for the time that the
 * rule keeps firing after the condition last held.
 */
function standings(values: Track['values'], { fromMs, everyMs }: Schedule, rule: AlertRule): readonly Standing[] {
  const forMs = durationMs(rule.for);
  const keepMs = durationMs(rule.keepFiringFor);
  let state: Standing['state'] = 'Normal';
  let activeAtMs: number | undefined;
  let heldAtMs = fromMs;
  return values.map((value, row) => {
    const at = fromMs + row * everyMs;
    const holds = value !== undefined && value !== 0;
    if (holds) {
      activeAtMs ??= at;
      heldAtMs = at;
      state = at - activeAtMs >= forMs ? 'Alerting' : 'Pending';
    } else if (state !== 'Alerting' || at - heldAtMs >= keepMs) {
      state = 'Normal';
      activeAtMs = undefined;
    }
    return { state, activeAtMs, holds };
  });
}

function expressionOf({ expression }: Readonly<Record<string, unknown>>): string {
  return String(expression ?? '').replace(/^\$\{?(\w+)\}?$/, '$1');
}

function unknown(rule: AlertRule, part: string): never {
  throw new Error(`alert rule "${rule.title}": the workbench does not know ${part}`);
}

function withoutName({ __name__, ...labels }: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return labels;
}

function sameLabels(a: Track['labels'], b: Track['labels']): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
}
