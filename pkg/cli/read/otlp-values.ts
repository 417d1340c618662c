import type { Attribute, SpanKind, SpanStatus } from '../../../src/engine/model';
import { type EpochNs, epochNs, parseEpochNs } from '../../../src/engine/units';
import { isObject, type Json, protoField, protoList, textOf } from './json';

const KINDS: readonly SpanKind[] = ['unspecified', 'internal', 'server', 'client', 'producer', 'consumer'];
const STATUSES: readonly SpanStatus[] = ['unset', 'ok', 'error'];
const HEX = /^[0-9a-f]+$/i;
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

/** `kind` as a number, as `SPAN_KIND_SERVER`, or as `server`. */
export function readKind(value: unknown): SpanKind {
  return readEnum(value, 'SPAN_KIND_', KINDS) ?? 'unspecified';
}

/** `status.code` as a number, as `STATUS_CODE_ERROR`, or as `error`. */
export function readStatus(value: unknown): SpanStatus {
  return readEnum(value, 'STATUS_CODE_', STATUSES) ?? 'unset';
}

function readEnum<T extends string>(value: unknown, prefix: string, names: readonly T[]): T | undefined {
  if (typeof value === 'number') {
    return names[value];
  }
  const name = textOf(value).toLowerCase().replace(prefix.toLowerCase(), '');
  return HEX.test(name) && name.length === 1 ? names[Number(name)] : names.find((known) => known === name);
}

/**
 * An ID as lower-case hexadecimal digits. OTLP JSON says hexadecimal; exporters that use plain protobuf JSON write base64.
 * @param bytes - 16 for a trace, 8 for a span: what base64 must decode to
 * @returns '' for what is neither.
 */
export function readId(value: unknown, bytes: number): string {
  const text = textOf(value);
  if (HEX.test(text) && text.length <= bytes * 2) {
    return /^0+$/.test(text) ? '' : text.toLowerCase();
  }
  const decoded = BASE64.test(text) ? Buffer.from(text, 'base64') : Buffer.alloc(0);
  return decoded.length === bytes ? decoded.toString('hex') : '';
}

/** Nanoseconds as a decimal string (OTLP JSON) or as a number (as some exporters do, inexact beyond 2^53). */
export function readTime(value: unknown): EpochNs | undefined {
  if (typeof value === 'number' && Number.isFinite(value)) {
    return epochNs(BigInt(Math.round(value)));
  }
  return typeof value === 'string' ? parseEpochNs(value) : undefined;
}

export function readAttributes(owner: Json): readonly Attribute[] {
  return protoList(owner, 'attributes').flatMap((attribute) =>
    typeof attribute.key === 'string' ? [{ key: attribute.key, value: readValue(attribute.value) }] : []
  );
}

/** An `AnyValue`. Integers beyond 2^53 stay text, arrays become lists, maps become objects, bytes stay base64. */
function readValue(value: unknown): unknown {
  if (!isObject(value)) {
    return value;
  }
  const text = protoField(value, 'stringValue') ?? protoField(value, 'bytesValue') ?? protoField(value, 'boolValue');
  if (text !== undefined) {
    return text;
  }
  const double = protoField(value, 'doubleValue');
  if (double !== undefined) {
    return Number(double);
  }
  const integer = protoField(value, 'intValue');
  if (integer !== undefined) {
    return Number.isSafeInteger(Number(integer)) ? Number(integer) : textOf(integer);
  }
  const array = protoField(value, 'arrayValue');
  if (isObject(array)) {
    return protoList(array, 'values').map(readValue);
  }
  const map = protoField(value, 'kvlistValue');
  return isObject(map)
    ? Object.fromEntries(protoList(map, 'values').map(({ key, value: member }) => [textOf(key), readValue(member)]))
    : undefined;
}
