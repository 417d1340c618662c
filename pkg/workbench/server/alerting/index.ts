import { type AskSource, type AlertInstance, evaluateRule } from './evaluate';
import { type AlertRule, durationMs, type RuleGroup } from './rules';
import { filled } from './template';

export { readRules, type RuleGroup } from './rules';
export type { AskSource } from './evaluate';

/** The range of time that an incident lies in, epoch milliseconds. */
export interface Window {
  readonly fromMs: number;
  readonly toMs: number;
}

const SEVERITY = ['Alerting', 'Pending', 'Normal'] as const;
const RULE_STATE = { Alerting: 'firing', Pending: 'pending', Normal: 'inactive' } as const;

/** All rules as `GET /api/prometheus/grafana/api/v1/rules` gives them, evaluated up to the end of the incident. */
export function ruleStates(groups: readonly RuleGroup[], window: Window, ask: AskSource): object {
  return {
    status: 'success',
    data: {
      groups: groups.map((group) => ({
        name: group.name,
        file: group.folder,
        interval: durationMs(group.interval) / 1000,
        rules: group.rules
          .filter(({ isPaused }) => !isPaused)
          .map((rule) => ruleState(rule, group, evaluateRule(rule, scheduleOf(group, window), ask), window)),
      })),
    },
  };
}

function scheduleOf({ interval }: RuleGroup, { fromMs, toMs }: Window) {
  const everyMs = Math.max(durationMs(interval), 1000);
  // Ends with the incident: what matters is how the rules stand then.
  return { fromMs: toMs - Math.floor((toMs - fromMs) / everyMs) * everyMs, toMs, everyMs };
}

function ruleState(
  rule: AlertRule,
  { folder }: RuleGroup,
  instances: readonly AlertInstance[],
  { toMs }: Window
): object {
  const worst = SEVERITY.find((state) => instances.some((instance) => instance.state === state)) ?? 'Normal';
  return {
    type: 'alerting',
    uid: rule.uid,
    name: rule.title,
    folderUid: folder,
    state: RULE_STATE[worst],
    health: 'ok',
    query: rule.data.map(({ model }) => String(model.expr ?? model.query ?? '')).find(Boolean) ?? '',
    duration: durationMs(rule.for) / 1000,
    labels: rule.labels,
    annotations: rule.annotations,
    lastEvaluation: new Date(toMs).toISOString(),
    alerts: instances.map((instance) => alertOf(rule, folder, instance)),
  };
}

function alertOf(rule: AlertRule, folder: string, { labels, state, activeAtMs, values }: AlertInstance): object {
  const fill = (texts: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, filled(text, { labels, values })]));
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
