import type { OtlpAttribute, OtlpResourceSpans, OtlpSpan, OtlpTraces, OtlpValue } from '../incident';
import type { Instance, Scalar, SpanRecord } from '../simulation';

const KINDS = { internal: 1, server: 2, client: 3, producer: 4, consumer: 5 } as const;
const SDK_VERSIONS: Readonly<Record<string, string>> = {
  nodejs: '1.30.1',
  go: '1.34.0',
  java: '1.47.0',
  python: '1.29.0',
  php: '1.2.2',
  dotnet: '1.11.1',
  ruby: '1.6.0',
};
const LIBRARY_VERSION = '2.13.1';

function valueOf(value: Scalar): OtlpValue {
  switch (typeof value) {
    case 'string':
      return { stringValue: value };
    case 'boolean':
      return { boolValue: value };
    default:
      return Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value };
  }
}

function attributesOf(record: Readonly<Record<string, Scalar>>): readonly OtlpAttribute[] {
  return Object.entries(record).map(([key, value]) => ({ key, value: valueOf(value) }));
}

function resourceOf({ spec, service, pod, node, zone }: Instance): readonly OtlpAttribute[] {
  return attributesOf({
    'service.name': service,
    ...(spec.namespace === undefined ? {} : { 'service.namespace': spec.namespace }),
    'service.version': spec.version,
    'service.instance.id': pod,
    'host.name': node.name,
    ...(zone === undefined ? {} : { 'cloud.availability_zone': zone }),
    'k8s.pod.name': pod,
    'k8s.namespace.name': 'prod',
    'k8s.container.name': service,
    'telemetry.sdk.name': 'opentelemetry',
    'telemetry.sdk.language': spec.language,
    'telemetry.sdk.version': SDK_VERSIONS[spec.language] ?? '1.0.0',
  });
}

function scopeOf(span: SpanRecord): string {
  const { language } = span.instance.spec;
  if (span.attributes['db.system'] !== undefined) {
    return `io.opentelemetry.${language}.db`;
  }
  return span.attributes['messaging.system'] === undefined
    ? `io.opentelemetry.${language}.http`
    : `io.opentelemetry.${language}.kafka`;
}

/** One span in the clock of the node it ran on. */
function spanOf(span: SpanRecord): OtlpSpan {
  const { clock } = span.instance.node;
  return {
    traceId: span.traceId,
    spanId: span.spanId,
    parentSpanId: span.parentSpanId,
    traceState: span.traceState,
    name: span.name,
    kind: KINDS[span.kind],
    startTimeUnixNano: clock.show(span.start),
    endTimeUnixNano: clock.show(span.end, span.start),
    attributes: attributesOf(span.attributes),
    events: span.events.map(({ time, name, attributes }) => ({
      timeUnixNano: clock.show(time, span.start),
      name,
      attributes: attributesOf(attributes),
    })),
    links: span.links.map((link) => ({ ...link, attributes: [] })),
    status: span.failure === undefined ? {} : { code: 2, message: span.failure },
  };
}

/** Every span as OTLP JSON: one resource for each instance, one scope for each library, spans by true start. */
export function otlpTraces(spans: readonly SpanRecord[]): OtlpTraces {
  const instances = new Map<Instance, Map<string, SpanRecord[]>>();
  for (const span of [...spans].sort((a, b) => a.start - b.start || a.end - b.end)) {
    const scopes = instances.get(span.instance) ?? new Map<string, SpanRecord[]>();
    instances.set(span.instance, scopes);
    const scope = scopeOf(span);
    const rows = scopes.get(scope) ?? [];
    scopes.set(scope, rows);
    rows.push(span);
  }
  const resourceSpans = [...instances].map(([instance, scopes]): OtlpResourceSpans => ({
    resource: { attributes: resourceOf(instance) },
    scopeSpans: [...scopes].map(([name, rows]) => ({
      scope: { name, version: LIBRARY_VERSION },
      spans: rows.map(spanOf),
    })),
  }));
  return { resourceSpans };
}
