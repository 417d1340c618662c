import type { LabIncident, OtlpAttribute, OtlpSpan } from '../incident';

/** A span next to what its resource says, for tests that look through an incident. */
export interface PlacedSpan {
  readonly service: string;
  readonly host: string;
  readonly instance: string;
  readonly span: OtlpSpan;
  readonly start: bigint;
  readonly end: bigint;
  readonly ms: number;
}

const NS_PER_MS = 1e6;

/** The text or number of an attribute, '' when there is none. */
export function attribute(attributes: readonly OtlpAttribute[], key: string): string {
  const value = attributes.find((entry) => entry.key === key)?.value;
  return value?.stringValue ?? value?.intValue ?? String(value?.doubleValue ?? value?.boolValue ?? '');
}

export function spansOf(incident: LabIncident): readonly PlacedSpan[] {
  return incident.traces.resourceSpans.flatMap(({ resource, scopeSpans }) => {
    const service = attribute(resource.attributes, 'service.name');
    const host = attribute(resource.attributes, 'host.name');
    const instance = attribute(resource.attributes, 'service.instance.id');
    return scopeSpans.flatMap(({ spans }) =>
      spans.map((span) => {
        const start = BigInt(span.startTimeUnixNano);
        const end = BigInt(span.endTimeUnixNano);
        return { service, host, instance, span, start, end, ms: Number(end - start) / NS_PER_MS };
      })
    );
  });
}

/** The series of one metric, with labels that must be equal. */
export function seriesOf(incident: LabIncident, name: string, labels: Readonly<Record<string, string>> = {}) {
  return incident.metrics
    .flatMap(({ data }) => data.result)
    .filter(
      ({ metric }) => metric.__name__ === name && Object.entries(labels).every(([key, value]) => metric[key] === value)
    );
}

/** The value of the `share` quantile of numbers. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}
