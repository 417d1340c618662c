import type { Attribute, Trace } from '../model';
import { type CorrelationKey, TRACE_KEY } from './key';

type Scope = 'span' | 'resource' | 'any';

interface AttributeName {
  readonly scope: Scope;
  readonly name: string;
}

const NONE: readonly string[] = [];

/**
 * The values of a key that one span holds, each once, in the order of the key's attributes. An array attribute gives its
 * members. For the built-in `trace` key it is the trace's ID.
 */
export function spanValues(key: CorrelationKey, trace: Trace, span: number): readonly string[] {
  if (key.name === TRACE_KEY) {
    return [trace.traceId];
  }
  const names = attributeNames(key);
  const own = names.some((name) => name.scope !== 'resource') ? trace.details.attributes(span) : [];
  const resource = names.some((name) => name.scope !== 'span') ? trace.details.resource(span) : [];
  const found: string[] = [];
  for (const { scope, name } of names) {
    if (scope !== 'resource') {
      collect(own, name, found);
    }
    if (scope !== 'span') {
      collect(resource, name, found);
    }
  }
  return found.length < 2 ? found : [...new Set(found)];
}

/**
 * Splits a TraceQL attribute into scope and name: `span.a.b`, `resource.a`, `.a` (any scope), and `a` (any scope).
 */
export function attributeName(text: string): AttributeName {
  if (text.startsWith('span.')) {
    return { scope: 'span', name: text.slice(5) };
  }
  if (text.startsWith('resource.')) {
    return { scope: 'resource', name: text.slice(9) };
  }
  return { scope: 'any', name: text.startsWith('.') ? text.slice(1) : text };
}

const namesOfKey = new WeakMap<CorrelationKey, readonly AttributeName[]>();

function attributeNames(key: CorrelationKey): readonly AttributeName[] {
  const known = namesOfKey.get(key);
  if (known !== undefined) {
    return known;
  }
  const names = key.spanAttributes.map(attributeName);
  namesOfKey.set(key, names);
  return names;
}

function collect(attributes: readonly Attribute[], name: string, into: string[]): void {
  for (const attribute of attributes) {
    if (attribute.key === name) {
      into.push(...texts(attribute.value));
    }
  }
}

/** Attribute values as text. Grafana's Tempo source gives arrays as JSON text, others as arrays. */
function texts(value: unknown): readonly string[] {
  if (typeof value === 'string') {
    const members = value.startsWith('[') && value.endsWith(']') ? parseArray(value) : undefined;
    return members ?? (value === '' ? NONE : [value]);
  }
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean') {
    return [String(value)];
  }
  return Array.isArray(value) ? value.flatMap((member: unknown) => (isScalar(member) ? [String(member)] : [])) : NONE;
}

function parseArray(text: string): readonly string[] | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value.filter(isScalar).map(String) : undefined;
  } catch {
    return undefined;
  }
}

function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}
