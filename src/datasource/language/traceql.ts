import { nestedPattern, type CorrelationKey } from '../../engine/correlation';
import type { TraceId } from '../../engine/units';
import { patternString, traceqlString } from './literal';

const SCOPED = /^(span|resource|event|link|instrumentation|)\.(.+)$/s;
/** Names that the lexer takes without quotes, and that hold nothing for a template engine to find. */
const PLAIN_NAME = /^[A-Za-z_][A-Za-z0-9_]*(?:[.\-/][A-Za-z0-9_]+)*$/;

/**
 * An attribute as TraceQL writes it: `span.request_id`, `.http.request.id`, `span."a b"`.
 * @returns `undefined` when the text names no scope or cannot be written safely.
 */
export function traceqlAttribute(text: string): string | undefined {
  const match = SCOPED.exec(text);
  if (match === null) {
    return undefined;
  }
  const [, scope, name] = match;
  const written = PLAIN_NAME.test(name) ? name : traceqlString(name);
  return written === undefined ? undefined : `${scope}.${written}`;
}

/**
 * The TraceQL search for spans that carry an ID, or one nested in it, in any of the key's attributes.
 * @returns `undefined` when the key names no attribute that can be written.
 */
export function spanSearchQuery(key: CorrelationKey, id: string): string | undefined {
  const condition = idCondition(key, id);
  const attributes = key.spanAttributes.flatMap((text) => traceqlAttribute(text) ?? []);
  return attributes.length === 0 ? undefined : `{ ${attributes.map((name) => `${name} ${condition}`).join(' || ')} }`;
}

/** What narrows a search for recent IDs. */
export interface RecentSearch {
  /** Only traces in which a span failed. */
  readonly failed: boolean;
  /** A condition of {@link traceqlCondition}. */
  readonly condition: string | undefined;
}

/**
 * The TraceQL search for spans that carry any ID of a key, the attributes selected. For a key without attributes (the
 * trace ID itself) every trace.
 */
export function recentIdsQuery(key: CorrelationKey, { failed, condition }: RecentSearch): string {
  const attributes = key.spanAttributes.flatMap((text) => traceqlAttribute(text) ?? []);
  const carries = attributes.map((name) => `${name} != nil`).join(' || ');
  const meant = [carries === '' ? '' : `(${carries})`, condition ?? ''].filter((part) => part !== '').join(' && ');
  const spans = `{ ${meant} }`.replace('{  }', '{ }');
  if (attributes.length === 0) {
    return failed ? `{ ${[meant, 'status = error'].filter((part) => part !== '').join(' && ')} }` : spans;
  }
  return `${spans}${failed ? ' && { status = error }' : ''} | select(${attributes.join(', ')})`;
}

/** Tempo's front end takes a query of hexadecimal digits for a trace ID. */
export function traceByIdQuery(traceId: TraceId): string {
  return traceId;
}

function idCondition(key: CorrelationKey, id: string): string {
  const literal = key.nesting.kind === 'none' ? traceqlString(id) : undefined;
  return literal === undefined ? `=~ ${patternString(nestedPattern(key.nesting, id))}` : `= ${literal}`;
}
