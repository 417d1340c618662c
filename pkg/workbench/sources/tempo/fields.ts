import { refuse } from '../answer';
import type { StoredSpan } from '../memory';
import type { AnyValue } from '../telemetry';
import { need, type Part, unquote } from '../syntax';
import { attribute, comparableValues, frameValue } from './attributes';
import { serviceName } from './trace';
import { durationNs, type TraceView } from './traceView';

export const LANGUAGE = 'TraceQL';

/** A value as TraceQL types it: numbers, integers and durations (nanoseconds) are one type. */
export interface Typed {
  readonly type: 'string' | 'number' | 'boolean' | 'status' | 'kind';
  readonly value: string | number | boolean;
}

/** Something of a span that a query names. */
export interface Field {
  /** How it was written: the label of a metric. */
  readonly written: string;
  /** Name of its column in a table of spans; undefined when it has none of its own. */
  readonly column: string | undefined;
  /** None when the span does not have it; several for an array. */
  readonly values: (span: StoredSpan, trace: TraceView) => readonly Typed[];
  readonly text: (span: StoredSpan, trace: TraceView) => string | undefined;
}

const STATUS_NAMES = ['unset', 'ok', 'error'];
const KIND_NAMES = ['unspecified', 'internal', 'server', 'client', 'producer', 'consumer'];

type Read = (span: StoredSpan, trace: TraceView) => Typed | undefined;

const INTRINSICS: Readonly<Record<string, { readonly read: Read; readonly column?: string }>> = {
  name: { read: ({ span }) => text(span.name), column: 'name' },
  status: { read: ({ span }) => ({ type: 'status', value: STATUS_NAMES[span.status?.code ?? 0] }), column: 'status' },
  statusMessage: { read: ({ span }) => text(span.status?.message ?? ''), column: 'statusMessage' },
  kind: { read: ({ span }) => ({ type: 'kind', value: KIND_NAMES[span.kind ?? 0] }), column: 'kind' },
  duration: { read: (span) => ({ type: 'number', value: durationNs(span) }) },
  'span:id': { read: ({ span }) => text(span.spanId) },
  'span:parentID': { read: ({ span }) => text(span.parentSpanId ?? '') },
  'trace:id': { read: (_, { traceId }) => text(traceId) },
  rootName: { read: (_, { root }) => text(root.span.name) },
  rootServiceName: { read: (_, { root }) => text(serviceName(root)) },
  traceDuration: { read: (_, trace) => ({ type: 'number', value: trace.durationNs }) },
  'instrumentation:name': { read: ({ scope }) => text(scope.name ?? '') },
};

/** Both ways to write an intrinsic. */
const SCOPED: Readonly<Record<string, string>> = {
  'span:name': 'name',
  'span:status': 'status',
  'span:statusMessage': 'statusMessage',
  'span:kind': 'kind',
  'span:duration': 'duration',
  'trace:rootName': 'rootName',
  'trace:rootService': 'rootServiceName',
  'trace:duration': 'traceDuration',
};

/**
 * Reads an attribute or an intrinsic.
 *
 * @throws Refusal for other scopes and intrinsics, by name.
 */
export function readField(part: Part): Field {
  if (part.name === 'IntrinsicField') {
    return intrinsic(part);
  }
  if (part.name !== 'AttributeField') {
    return refuse(LANGUAGE, part.name, part.text);
  }
  const identifier = need(LANGUAGE, part, 'Identifier').text;
  const name = identifier.startsWith('"') ? unquote(identifier) : identifier;
  const scope = part.parts[0].name;
  if (!['Span', 'Resource', 'Identifier'].includes(scope)) {
    return refuse(LANGUAGE, `the scope ${scope}`, part.text);
  }
  const read = (span: StoredSpan): AnyValue | undefined =>
    (scope === 'Resource' ? undefined : attribute(span.span.attributes, name)) ??
    (scope === 'Span' ? undefined : attribute(span.resource, name));
  return {
    written: part.text,
    column: name,
    values: (span) => {
      const value = read(span);
      return value === undefined ? [] : comparableValues(value).map(typed);
    },
    text: (span) => {
      const value = read(span);
      return value === undefined ? undefined : String(frameValue(value));
    },
  };
}

function intrinsic(part: Part): Field {
  const known = INTRINSICS[SCOPED[part.text] ?? part.text] ?? refuse(LANGUAGE, `the intrinsic ${part.text}`, part.text);
  const values = (span: StoredSpan, trace: TraceView): readonly Typed[] => {
    const value = known.read(span, trace);
    return value === undefined ? [] : [value];
  };
  return {
    written: part.text,
    column: known.column,
    values,
    text: (span, trace) => values(span, trace).map(({ value }) => String(value))[0],
  };
}

function typed(value: string | number | boolean): Typed {
  return typeof value === 'string' ? text(value) : { type: typeof value === 'number' ? 'number' : 'boolean', value };
}

function text(value: string): Typed {
  return { type: 'string', value };
}
