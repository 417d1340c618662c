import { getBackendSrv } from '@grafana/runtime';
import { useEffect, useState } from 'react';
import * as v from 'valibot';

const texts = v.record(v.string(), v.string());

const alertSchema = v.object({
  state: v.picklist(['Normal', 'Pending', 'Alerting']),
  labels: texts,
  annotations: texts,
  activeAt: v.string(),
  value: v.string(),
});

const ruleSchema = v.object({
  uid: v.string(),
  name: v.string(),
  state: v.picklist(['firing', 'pending', 'inactive']),
  query: v.string(),
  labels: texts,
  annotations: texts,
  alerts: v.array(alertSchema),
});

const answerSchema = v.object({
  data: v.object({ groups: v.array(v.object({ name: v.string(), file: v.string(), rules: v.array(ruleSchema) })) }),
});

type Rule = v.InferOutput<typeof ruleSchema>;
export type Alert = v.InferOutput<typeof alertSchema>;

/** A rule with the folder and the group that it is in. */
export interface KnownRule extends Rule {
  readonly folder: string;
  readonly group: string;
}

export type Rules =
  | { readonly kind: 'asking' }
  | { readonly kind: 'known'; readonly rules: readonly KnownRule[] }
  | { readonly kind: 'failed'; readonly error: unknown };

/** The alert rules and how they stand, as Grafana's own alert list asks for them. */
export function useRules(): Rules {
  const [rules, setRules] = useState<Rules>({ kind: 'asking' });
  useEffect(() => {
    let current = true;
    getBackendSrv()
      .get('/api/prometheus/grafana/api/v1/rules')
      .then((answer: unknown) => current && setRules({ kind: 'known', rules: readRules(answer) }))
      .catch((error: unknown) => current && setRules({ kind: 'failed', error }));
    return () => {
      current = false;
    };
  }, []);
  return rules;
}

function readRules(answer: unknown): readonly KnownRule[] {
  return v
    .parse(answerSchema, answer)
    .data.groups.flatMap(({ name: group, file: folder, rules }) => rules.map((rule) => ({ ...rule, folder, group })));
}

/** Where Grafana shows one of its own rules. */
export function ruleAddress({ uid }: KnownRule): string {
  return `/alerting/grafana/${uid}/view`;
}
