import { type AskSource, type AlertInstance, evaluateRule, type Schedule, type Standing } from './evaluate';
import { type AlertRule, durationMs, type RuleGroup } from './rules';
import { filled, fixedInTime } from './template';

export { readRules, type RuleGroup } from './rules';
export type { AskSource } from './evaluate';

/** The range of time that an incident lies in, epoch milliseconds. */
export interface Window {
  readonly fromMs: number;
  readonly toMs: number;
}

/** How the rules stand at one moment of the incident. */
export interface Alerts {
  /** The last moment at which the condition of a firing alert holds; the end of the incident when none ever fires. */
  readonly atMs: number;
  /** What `GET /api/prometheus/grafana/api/v1/rules` gives. */
  readonly answer: object;
}

interface Evaluated {
  readonly group: RuleGroup;
  readonly rule: AlertRule;
  readonly schedule: Schedule;
  readonly instances: readonly AlertInstance[];
}

const SEVERITY = ['Alerting', 'Pending', 'Normal'] as const;
const RULE_STATE = { Alerting: 'firing', Pending: 'pending', Normal: 'inactive' } as const;

/**
 * Evaluates the rules through the incident, and says how they stood when somebody would have been called: incidents of the
 * lab recover before they end.
 */
export function alertsOf(groups: readonly RuleGroup[], window: Window, ask: AskSource): Alerts {
  const evaluated = groups.flatMap((group) => {
    const schedule = scheduleOf(group, window);
    return group.rules
      .filter(({ isPaused }) => !isPaused)
      .map((rule): Evaluated => ({ group, rule, schedule, instances: evaluateRule(rule, schedule, ask) }));
  });
  const atMs = evaluated.reduce((last, one) => Math.max(last, lastFiring(one)), -Infinity);
  const moment = Number.isFinite(atMs) ? atMs : window.toMs;
  return { atMs: moment, answer: { status: 'success', data: { groups: groups.map((group) => stateOf(group)) } } };

  function stateOf(group: RuleGroup): object {
    const rules = evaluated.filter((one) => one.group === group).map((one) => ruleState(one, moment));
    return { name: group.name, file: group.folder, interval: durationMs(group.interval) / 1000, rules };
  }
}

function lastFiring({ instances, schedule }: Evaluated): number {
  const rows = instances.flatMap(({ standings }) =>
    standings.flatMap(({ state, holds }, row) => (state === 'Alerting' && holds ? [row] : []))
  );
  return rows.reduce((last, row) => Math.max(last, schedule.fromMs + row * schedule.everyMs), -Infinity);
}

function scheduleOf({ interval }: RuleGroup, { fromMs, toMs }: Window): Schedule {
  const everyMs = Math.max(durationMs(interval), 1000);
  return { fromMs: toMs - Math.floor((toMs - fromMs) / everyMs) * everyMs, toMs, everyMs };
}

function ruleState({ rule, group, schedule, instances }: Evaluated, atMs: number): object {
  const row = Math.floor((atMs - schedule.fromMs) / schedule.everyMs);
  const worst = SEVERITY.find((state) => instances.some(({ standings }) => standings[row].state === state)) ?? 'Normal';
  return {
    type: 'alerting',
    uid: rule.uid,
    name: rule.title,
    folderUid: group.folder,
    state: RULE_STATE[worst],
    health: 'ok',
    query: rule.data.map(({ model }) => String(model.expr ?? model.query ?? '')).find(Boolean) ?? '',
    duration: durationMs(rule.for) / 1000,
    labels: rule.labels,
    annotations: rule.annotations,
    lastEvaluation: new Date(atMs).toISOString(),
    alerts: instances.map(({ labels, standings, values }) =>
      alertOf(rule, group.folder, labels, standings[row], values[row], atMs)
    ),
  };
}

function alertOf(
  rule: AlertRule,
  folder: string,
  labels: AlertInstance['labels'],
  { state, activeAtMs }: Standing,
  values: Readonly<Record<string, number>>,
  atMs: number
): object {
  const fill = (texts: Readonly<Record<string, string>>) =>
    Object.fromEntries(
      Object.entries(texts).map(([name, text]) => [name, fixedInTime(filled(text, { labels, values }), atMs)])
    );
  return {
    state,
    labels: { alertname: rule.title, grafana_folder: folder, ...labels, ...fill(rule.labels) },
    annotations: fill(rule.annotations),
    activeAt: activeAtMs === undefined ? '0001-01-01T00:00:00Z' : new Date(activeAtMs).toISOString(),
    value: Object.entries(values)
      .map(([refId, value]) => `${refId}=${value}`)
      .join(', '),
  };
}
