import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { parse } from 'yaml';
import { unescaped } from '../unescaped';

const texts = v.optional(
  v.record(v.string(), v.pipe(v.union([v.string(), v.number(), v.boolean()]), v.transform(String))),
  {}
);

const stepSchema = v.object({
  refId: v.string(),
  datasourceUid: v.string(),
  relativeTimeRange: v.optional(v.object({ from: v.number(), to: v.number() }), { from: 600, to: 0 }),
  model: v.looseObject({}),
});

const ruleSchema = v.object({
  uid: v.string(),
  title: v.string(),
  condition: v.string(),
  for: v.optional(v.string(), '0s'),
  keepFiringFor: v.optional(v.string(), '0s'),
  data: v.array(stepSchema),
  annotations: texts,
  labels: texts,
  isPaused: v.optional(v.boolean(), false),
});

const fileSchema = v.object({
  groups: v.optional(
    v.array(v.object({ name: v.string(), folder: v.string(), interval: v.string(), rules: v.array(ruleSchema) })),
    []
  ),
});

/** A group of alert rules as `provisioning/alerting` gives it to Grafana. */
export type RuleGroup = v.InferOutput<typeof fileSchema>['groups'][number];
export type AlertRule = v.InferOutput<typeof ruleSchema>;
export type RuleStep = v.InferOutput<typeof stepSchema>;

/** Reads the provisioned alert rules; none when there is no such folder. Broken files are errors of ours, and thrown. */
export function readRules(folder: string): readonly RuleGroup[] {
  const alerting = path.join(folder, 'alerting');
  if (!existsSync(alerting)) {
    return [];
  }
  return readdirSync(alerting)
    .filter((file) => /\.ya?ml$/.test(file))
    .sort()
    .flatMap((file) => {
      const content: unknown = parse(unescaped(readFileSync(path.join(alerting, file), 'utf8')));
      return v.parse(fileSchema, content).groups;
    });
}

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** `1m30s` in milliseconds. */
export function durationMs(text: string): number {
  return [...text.matchAll(/(\d+)(ms|s|m|h|d)/g)].reduce(
    (sum, [, count, unit]) => sum + Number(count) * UNITS[unit],
    0
  );
}
