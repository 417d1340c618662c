import * as v from 'valibot';
import { limitsSchema } from '../limits';
import { MOST_SAMPLED_TRACES, QUERY_VERSION } from './types';

const number = v.pipe(v.number(), v.finite());
const seconds = v.pipe(number, v.minValue(0));
const text = v.optional(v.string());
const texts = v.pipe(v.array(v.string()), v.readonly());
const signals = v.pipe(v.array(v.picklist(['traces', 'logs', 'metrics'])), v.readonly());

const base = {
  refId: v.optional(v.string(), 'A'),
  hide: v.optional(v.boolean()),
  version: v.literal(QUERY_VERSION),
  scope: v.object({ environment: text, cluster: text, namespace: text }),
  filters: v.pipe(
    v.array(v.object({ key: v.string(), operator: v.picklist(['=', '!=', '=~', '!~']), value: v.string() })),
    v.readonly()
  ),
  limits: v.optional(v.partial(limitsSchema)),
};

const correlateSchema = v.object({
  ...base,
  view: v.literal('correlate'),
  key: v.string(),
  value: v.string(),
  signals,
  paddingSeconds: v.optional(seconds),
  supplementary: v.optional(v.literal('log-volume')),
});

const baselineSchema = v.variant('kind', [
  v.object({ kind: v.literal('none') }),
  v.object({ kind: v.literal('before') }),
  v.object({ kind: v.literal('shifted'), seconds: number }),
  v.object({ kind: v.literal('window'), from: number, to: number }),
]);

const servicesSchema = v.object({
  ...base,
  view: v.literal('services'),
  breakdown: v.picklist(['service', 'instance', 'edge']),
  services: texts,
  signals: v.pipe(v.array(v.picklist(['traffic', 'errors', 'latency', 'saturation'])), v.readonly()),
  baseline: baselineSchema,
});

const sampleSchema = v.object({
  kind: v.picklist(['slowest', 'random', 'stratified']),
  traces: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MOST_SAMPLED_TRACES)),
  seed: v.optional(v.pipe(v.number(), v.integer())),
});

const tracesSchema = v.object({
  ...base,
  view: v.literal('traces'),
  selection: v.string(),
  baseline: text,
  sample: sampleSchema,
  history: v.boolean(),
});

const eventsSchema = v.object({
  ...base,
  view: v.literal('events'),
  events: v.pipe(v.array(v.picklist(['errors', 'deploys', 'breakers'])), v.readonly()),
  service: v.string(),
});

const breakersSchema = v.object({ ...base, view: v.literal('breakers'), services: texts, signals });

const cascadeSchema = v.object({
  ...base,
  view: v.literal('cascade'),
  services: texts,
  signals,
  baseline: baselineSchema,
});

/** A query of the present version. */
export const querySchema = v.variant('view', [
  correlateSchema,
  servicesSchema,
  tracesSchema,
  eventsSchema,
  breakersSchema,
  cascadeSchema,
]);
