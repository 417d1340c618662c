import type { Attribute, Trace } from '../../model';

/** The first of these keys that holds a text or a number, as text; '' when none does. */
export function firstText(attributes: readonly Attribute[], keys: readonly string[]): string {
  for (const key of keys) {
    const value = attributes.find((attribute) => attribute.key === key)?.value;
    if ((typeof value === 'string' && value !== '') || typeof value === 'number') {
      return String(value);
    }
  }
  return '';
}

/** The same as a number; `undefined` when none is one. */
export function firstNumber(attributes: readonly Attribute[], keys: readonly string[]): number | undefined {
  const text = firstText(attributes, keys);
  const value = Number(text);
  return text === '' || Number.isNaN(value) ? undefined : value;
}

/** Which process a span ran in: OpenTelemetry's ID of the instance, the pod, Jaeger's host; '' when nothing says. */
const INSTANCE_KEYS = ['service.instance.id', 'k8s.pod.name', 'host.name', 'hostname', 'ip'];

/** {@link INSTANCE_KEYS} of every span, read once for each resource where the reader shares them. */
export function instanceReader(trace: Trace): (span: number) => string {
  const known = new Map<readonly Attribute[], string>();
  return (span) => {
    const resource = trace.details.resource(span);
    const found = known.get(resource) ?? firstText(resource, INSTANCE_KEYS);
    known.set(resource, found);
    return found;
  };
}

/** Key of a span's service, '' when it has none. */
export function serviceKey(trace: Trace, span: number): string {
  return trace.services[trace.service[span] ?? -1]?.key ?? '';
}
