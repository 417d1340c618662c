import type { Attribute, Trace } from '../model';
import { type CorrelationKey, TRACE_KEY } from './key';
import { type Wanted, wanted, wantedAt } from './wanted';

type Scope = 'span' | 'resource' | 'any';

interface AttributeName {
  readonly scope: Scope;
  readonly name: string;
}

/** What to look for in a span's own attributes, and in its resource's. */
interface WantedAttributes {
  readonly own: Wanted;
  readonly resource: Wanted;
}

const NONE: readonly string[] = [];

/**
 * The values of a key that one span holds, each once: those of its own attributes, then those of its resource. An array
 * attribute gives its members. For the built-in `trace` key it is the trace's ID.
 */
export function spanValues(key: CorrelationKey, trace: Trace, span: number): readonly string[] {
  if (key.name === TRACE_KEY) {
    return [trace.traceId];
  }
  const { own, resource } = wantedAttributes(key);
  const found: string[] = [];
  if (own.names.length > 0) {
    collect(trace.details.attributes(span), own, found);
  }
  if (resource.names.length > 0) {
    collect(trace.details.resource(span), resource, found);
  }
  return found.length < 2 ? found : [...new Set(found)];
}

/**
 * Splits a TraceQL attribute into scope and name: `span.a.b`, `resource.a`, `.a` (any scope), and `a` (any scope).
 */
function attributeName(text: string): AttributeName {
  if (text.startsWith('span.')) {
    return { scope: 'span', name: text.slice(5) };
  }
  if (text.startsWith('resource.')) {
    return { scope: 'resource', name: text.slice(9) };
  }
  return { scope: 'any', name: text.startsWith('.') ? text.slice(1) : text };
}

const wantedOfKey = new WeakMap<CorrelationKey, WantedAttributes>();

function wantedAttributes(key: CorrelationKey): WantedAttributes {
  let names = wantedOfKey.get(key);
  if (names === undefined) {
    const all = key.spanAttributes.map(attributeName);
    names = {
      own: wanted(all.filter(({ scope }) => scope !== 'resource').map(({ name }) => name)),
      resource: wanted(all.filter(({ scope }) => scope !== 'span').map(({ name }) => name)),
    };
    wantedOfKey.set(key, names);
  }
  return names;
}

function collect(attributes: readonly Attribute[], names: Wanted, into: string[]): void {
  for (let i = 0; i < attributes.length; i += 1) {
    const attribute = attributes[i];
    if (attribute !== undefined && wantedAt(names, attribute.key, 0, attribute.key.length) >= 0) {
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
