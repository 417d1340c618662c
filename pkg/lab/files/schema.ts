import * as v from 'valibot';

const labels = v.record(v.string(), v.string());
const epochNs = v.pipe(v.string(), v.regex(/^\d+$/));

const value = v.object({
  stringValue: v.optional(v.string()),
  intValue: v.optional(v.string()),
  doubleValue: v.optional(v.number()),
  boolValue: v.optional(v.boolean()),
});
const attributes = v.array(v.object({ key: v.string(), value }));

const span = v.object({
  traceId: v.string(),
  spanId: v.string(),
  parentSpanId: v.optional(v.string(), ''),
  traceState: v.optional(v.string(), ''),
  name: v.string(),
  kind: v.picklist([1, 2, 3, 4, 5]),
  startTimeUnixNano: epochNs,
  endTimeUnixNano: epochNs,
  attributes: v.optional(attributes, []),
  events: v.optional(
    v.array(v.object({ timeUnixNano: epochNs, name: v.string(), attributes: v.optional(attributes, []) })),
    []
  ),
  links: v.optional(
    v.array(v.object({ traceId: v.string(), spanId: v.string(), attributes: v.optional(attributes, []) })),
    []
  ),
  status: v.optional(v.object({ code: v.optional(v.picklist([1, 2])), message: v.optional(v.string()) }), {}),
});

export const tracesSchema = v.object({
  resourceSpans: v.array(
    v.object({
      resource: v.object({ attributes }),
      scopeSpans: v.array(
        v.object({ scope: v.object({ name: v.string(), version: v.string() }), spans: v.array(span) })
      ),
    })
  ),
});

export const logSchema = v.object({ timeUnixNano: epochNs, labels, metadata: labels, line: v.string() });

export const metricsSchema = v.array(
  v.object({
    status: v.literal('success'),
    data: v.object({
      resultType: v.literal('matrix'),
      result: v.array(v.object({ metric: labels, values: v.array(v.tuple([v.number(), v.string()])) })),
    }),
  })
);

export const exemplarsSchema = v.array(
  v.object({
    seriesLabels: labels,
    exemplars: v.array(v.object({ labels, value: v.string(), timestamp: v.number() })),
  })
);

export const truthSchema = v.object({
  scenario: v.string(),
  seed: v.number(),
  cause: v.string(),
  kind: v.string(),
  firstService: v.string(),
  onsetNs: epochNs,
  onsets: v.record(v.string(), epochNs),
  blastRadius: v.array(v.string()),
  ids: v.array(v.string()),
  clocks: v.record(
    v.string(),
    v.object({
      offsetUs: v.number(),
      driftPpm: v.number(),
      steps: v.optional(v.array(v.object({ atMs: v.number(), byUs: v.number() }))),
    })
  ),
  operation: v.optional(v.object({ service: v.string(), name: v.string() })),
  attribute: v.optional(v.object({ key: v.string(), value: v.string() })),
  slip: v.optional(v.object({ service: v.string(), hours: v.number() })),
  edge: v.optional(v.object({ caller: v.string(), callee: v.string() })),
  breakers: v.optional(
    v.array(
      v.object({
        name: v.string(),
        caller: v.string(),
        callee: v.string(),
        instance: v.string(),
        changes: v.array(v.object({ atNs: epochNs, to: v.picklist(['closed', 'open', 'half-open']) })),
      })
    )
  ),
  fault: v.optional(
    v.object({
      service: v.string(),
      instance: v.optional(v.string()),
      kind: v.picklist(['exception', 'error-return', 'resource', 'network', 'dependency', 'traffic', 'change']),
    })
  ),
  signals: v.optional(
    v.record(
      v.string(),
      v.object({
        traffic: v.optional(epochNs),
        errors: v.optional(epochNs),
        latency: v.optional(epochNs),
        saturation: v.optional(epochNs),
      })
    )
  ),
  spread: v.optional(
    v.array(v.object({ from: v.string(), to: v.string(), kind: v.picklist(['errors', 'latency', 'load', 'retries']) }))
  ),
  change: v.optional(
    v.object({
      service: v.string(),
      kind: v.picklist(['deploy', 'routing', 'expiry']),
      atNs: epochNs,
      before: v.string(),
      after: v.string(),
    })
  ),
});
