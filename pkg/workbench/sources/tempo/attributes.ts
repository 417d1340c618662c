import type { AnyValue, KeyValue } from '../telemetry';

/** An attribute's value as it appears in a trace frame: scalars as they are, arrays and maps as JSON text. */
export function frameValue(value: AnyValue): string | number | boolean {
  const plain = plainValue(value);
  return typeof plain === 'object' ? JSON.stringify(plain) : plain;
}

/** The values that a TraceQL comparison sees: an array matches when one of its items does. */
export function comparableValues(value: AnyValue): ReadonlyArray<string | number | boolean> {
  const plain = plainValue(value);
  const items: readonly unknown[] = Array.isArray(plain) ? plain : [plain];
  return items.filter(
    (item): item is string | number | boolean =>
      typeof item === 'string' || typeof item === 'number' || typeof item === 'boolean'
  );
}

/** The value of the first attribute with this key. */
export function attribute(attributes: readonly KeyValue[] | undefined, key: string): AnyValue | undefined {
  return attributes?.find((candidate) => candidate.key === key)?.value;
}

/** Tags as a trace frame holds them. */
export function tags(attributes: readonly KeyValue[] | undefined): ReadonlyArray<{ value: unknown; key: string }> {
  return (attributes ?? []).map(({ key, value }) => ({ value: frameValue(value), key }));
}

type Plain = string | number | boolean | unknown[] | Record<string, unknown>;

/** Attribute values nest as deep as their sender wrote them: a level or two. */
function plainValue(value: AnyValue): Plain {
  if (value.arrayValue !== undefined) {
    return (value.arrayValue.values ?? []).map(plainValue);
  }
  if (value.kvlistValue !== undefined) {
    return Object.fromEntries((value.kvlistValue.values ?? []).map((item) => [item.key, plainValue(item.value)]));
  }
  if (value.intValue !== undefined) {
    return Number(value.intValue);
  }
  return value.stringValue ?? value.doubleValue ?? value.boolValue ?? value.bytesValue ?? '';
}
