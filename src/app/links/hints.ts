import { TRACE_KEY } from '../../engine/correlation';
import { normaliseTraceId } from '../../engine/units';
import type { KeyNames } from './keys';

/** What something on the screen is about, as far as it says. */
export interface Hints {
  readonly id?: { readonly key: string; readonly id: string };
  /** 32 hexadecimal digits. */
  readonly trace?: string;
  readonly service?: string;
}

/** Names under which metrics, logs and spans carry their service, the surest first. */
const SERVICE_NAMES = ['service_name', 'service.name', 'service', 'app_kubernetes_io_name', 'app', 'job'];

/** Names under which logs, exemplars and spans carry the trace. */
const TRACE_NAMES = ['trace_id', 'traceID', 'traceId', 'traceid', 'trace:id'];

/** A hint, and where it stands: some extension points show a link beside the name. */
export interface NamedHint {
  /** The label or attribute that carries it. */
  readonly name: string;
  readonly hints: Hints;
}

/** The ID that labels or attributes carry: one of a key before a trace ID. */
export function idInLabels(labels: ReadonlyMap<string, string>, keys: KeyNames): NamedHint | undefined {
  for (const [name, value] of labels) {
    const key = keys.get(name);
    if (key !== undefined && key !== TRACE_KEY && value !== '') {
      return { name, hints: { id: { key, id: value } } };
    }
  }
  for (const name of TRACE_NAMES) {
    const trace = normaliseTraceId(labels.get(name) ?? '');
    if (trace !== undefined) {
      return { name, hints: { trace } };
    }
  }
  return undefined;
}

/** The service that labels or attributes name. */
export function serviceInLabels(labels: ReadonlyMap<string, string>): NamedHint | undefined {
  const name = SERVICE_NAMES.find((each) => (labels.get(each) ?? '') !== '');
  // OpenTelemetry's collectors write `namespace/name` into `job`.
  const service = name === undefined ? undefined : labels.get(name)?.replace(name === 'job' ? /^.*\// : '', '');
  return name === undefined || service === undefined ? undefined : { name, hints: { service } };
}

/** ID, trace and service of labels or attributes. */
export function hintsInLabels(labels: ReadonlyMap<string, string>, keys: KeyNames): Hints {
  return { ...serviceInLabels(labels)?.hints, ...idInLabels(labels, keys)?.hints };
}

/** `name = "value"` in TraceQL, LogQL and PromQL; TraceQL's scopes are not part of the name. */
const EQUALITY =
  /(?:\b(?:span|resource|event|link)\.|(?<![\w.])\.)?([A-Za-z_][\w.:-]*)\s*=\s*("(?:[^"\\]|\\.)*"|`[^`]*`)/g;

/** What a line must contain, in LogQL. */
const LINE_FILTER = /\|=\s*("(?:[^"\\]|\\.)*"|`[^`]*`)/g;

/** Longer texts are no queries that somebody wrote. */
const LONGEST = 10_000;

/**
 * What a query asks for: services, IDs and traces that it compares for equality, a trace ID that it consists of or looks
 * for in lines. One pass over the text; patterns (`=~`) name nothing surely and are left alone.
 */
export function hintsInQuery(text: string, keys: KeyNames): Hints {
  const query = text.slice(0, LONGEST).trim();
  if (/^[0-9a-f]{16,32}$/i.test(query)) {
    const trace = normaliseTraceId(query);
    return trace === undefined ? {} : { trace };
  }
  const labels = new Map<string, string>();
  for (const [, name, literal] of query.matchAll(EQUALITY)) {
    labels.set(name, unquoted(literal));
  }
  const hints = hintsInLabels(labels, keys);
  return hints.id !== undefined || hints.trace !== undefined ? hints : { ...hints, ...idInLines(query) };
}

/** An ID that log lines are searched for is a trace ID by its shape, or a request ID by its prefix. */
function idInLines(query: string): Hints {
  for (const [, literal] of query.matchAll(LINE_FILTER)) {
    const text = unquoted(literal);
    if (/^[0-9a-f]{32}$/i.test(text)) {
      return { trace: text.toLowerCase() };
    }
    if (/^(req|corr)[_-][\w-]+$/.test(text)) {
      return { id: { key: 'request_id', id: text } };
    }
  }
  return {};
}

function unquoted(literal: string): string {
  const text = literal.slice(1, -1);
  return literal.startsWith('`') ? text : text.replace(/\\(.)/g, '$1');
}

/** What the first of several says counts; services that contradict one another count for nothing. */
export function mergedHints(all: readonly Hints[]): Hints {
  const services = new Set(all.flatMap(({ service }) => service ?? []));
  const id = all.find((hints) => hints.id !== undefined)?.id;
  const trace = all.find((hints) => hints.trace !== undefined)?.trace;
  const [service] = services.size === 1 ? services : [];
  return {
    ...(id === undefined ? {} : { id }),
    ...(trace === undefined ? {} : { trace }),
    ...(service === undefined ? {} : { service }),
  };
}

/** Whether there is anything to open. */
export function hasHints({ id, trace, service }: Hints): boolean {
  return id !== undefined || trace !== undefined || service !== undefined;
}
