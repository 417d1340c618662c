import type { Points } from '../prometheus/compare';
import { filesIn, readYaml } from './project';
import { alertingFile, type ProvisionedRule } from './provisioningSchemas';

/** A provisioned rule, as far as its evaluation needs it. */
export interface Rule {
  readonly uid: string;
  readonly expr: string;
  readonly exceeds: (value: number) => boolean;
  readonly forSeconds: number;
  readonly intervalSeconds: number;
  readonly annotations: Readonly<Record<string, string>>;
}

/** Every rule of `provisioning/alerting`. */
export const rules: readonly Rule[] = filesIn('provisioning/alerting', '.yaml').flatMap((file) =>
  (readYaml(file, alertingFile).groups ?? []).flatMap((group) =>
    group.rules.map((rule) => readRule(rule, secondsOf(group.interval)))
  )
);

function readRule(rule: ProvisionedRule, intervalSeconds: number): Rule {
  const models = new Map(rule.data.map(({ refId, model }) => [refId, model]));
  const condition = models.get(rule.condition);
  const asked = condition !== undefined && 'conditions' in condition ? models.get(condition.expression) : undefined;
  if (condition === undefined || !('conditions' in condition) || asked === undefined || !('expr' in asked)) {
    throw new Error(`${rule.uid}: the condition is not a threshold of a query`);
  }
  const [{ evaluator }] = condition.conditions;
  const [bound] = evaluator.params;
  if (evaluator.type !== 'gt') {
    throw new Error(`${rule.uid}: a threshold other than gt is not told here`);
  }
  return {
    uid: rule.uid,
    expr: asked.expr,
    exceeds: (value) => value > bound,
    forSeconds: secondsOf(rule.for),
    intervalSeconds,
    annotations: rule.annotations ?? {},
  };
}

/** The rule that has this uid. */
export function ruleOf(uid: string): Rule {
  const found = rules.find((rule) => rule.uid === uid);
  if (found === undefined) {
    throw new Error(`there is no rule ${uid}`);
  }
  return found;
}

/**
 * When a rule fires, as Grafana's state manager has it: a series that exceeds the threshold is pending, and fires once it
 * has done so at every evaluation for as long as the rule says; a series that is absent is fine.
 *
 * @returns epoch seconds of the first firing of each series, by its labels
 */
export function firings(rule: Rule, points: Points): ReadonlyMap<string, number> {
  const fired = new Map<string, number>();
  for (const [series, values] of points) {
    let since: number | undefined;
    let last = -Infinity;
    for (const [time, value] of [...values].sort(([a], [b]) => a - b)) {
      const gap = time - last > rule.intervalSeconds;
      since = rule.exceeds(value) ? (since === undefined || gap ? time : since) : undefined;
      last = time;
      if (since !== undefined && time - since >= rule.forSeconds && !fired.has(series)) {
        fired.set(series, time);
      }
    }
  }
  return fired;
}

function secondsOf(duration: string): number {
  const units: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600 };
  const [, count, unit] = /^(\d+)([smh])$/.exec(duration) ?? [];
  const seconds = Number(count) * (units[unit] ?? NaN);
  if (Number.isNaN(seconds)) {
    throw new Error(`${duration} is not told here`);
  }
  return seconds;
}
