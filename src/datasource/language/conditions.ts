import { assertUnreachable } from '../../engine/result';
import type { Narrowing } from '../filters/narrowing';
import type { AttributeFilter } from '../query';
import { goString, patternString, traceqlString } from './literal';
import { traceqlAttribute } from './traceql';
import { quotePattern } from '../../engine/correlation';

/** What Tempo knows of a span or trace without an attribute. */
const INTRINSICS = new Set([
  ...['name', 'status', 'statusMessage', 'kind', 'duration', 'traceDuration', 'rootName', 'rootServiceName'],
  ...['span:name', 'span:status', 'span:statusMessage', 'span:kind', 'span:duration', 'span:id', 'span:parentID'],
  ...['trace:duration', 'trace:rootName', 'trace:rootService', 'trace:id', 'event:name', 'event:timeSinceStart'],
  ...['link:spanID', 'link:traceID', 'instrumentation:name', 'instrumentation:version'],
]);
/** Their values are words of the language, or lengths of time: written without quotes when they look like one. */
const UNQUOTED = /^(?:span:|trace:|event:)?(?:status|kind|duration|traceDuration|timeSinceStart)$/;
const WORD_OR_DURATION = /^(?:[a-z]+|\d+(?:\.\d+)?(?:ns|us|µs|ms|s|m|h))$/;
const SCOPE = /^(?:resource|span|event|link|instrumentation)?\./;
const SERVICE_LABELS = new Set(['service', 'service_name']);

/** What holds for each span that is meant, as TraceQL writes it; `undefined` when nothing is narrowed. */
export function traceqlCondition({ scope, filters }: Narrowing): string | undefined {
  const parts = [
    ...scope.flatMap(({ attributes, value }) =>
      anyOf(attributes.flatMap((name) => comparison(name, { key: name, operator: '=', value })))
    ),
    ...filters.flatMap((filter) => comparison(spanAttribute(filter.key), filter)),
  ];
  return parts.length === 0 ? undefined : parts.join(' && ');
}

/**
 * A selection of traces with the condition in each of its spansets, so that `{ a } >> { b }` stays what it says, within
 * the scope. Braces in strings are text.
 */
export function narrowedSelection(selection: string, narrowing: Narrowing): string {
  const condition = traceqlCondition(narrowing);
  if (condition === undefined) {
    return selection;
  }
  return selection.replace(
    /("(?:\\[\s\S]|[^"\\])*"|`[^`]*`)|\{((?:"(?:\\[\s\S]|[^"\\])*"|`[^`]*`|[^{}"`])*)\}/g,
    (whole: string, text: string | undefined, inner: string | undefined) => {
      if (text !== undefined || inner === undefined) {
        return whole;
      }
      const own = inner.trim();
      return own === '' || own === 'true' ? `{ ${condition} }` : `{ (${own}) && ${condition} }`;
    }
  );
}

/** Stages after a stream selector, one a condition: `| cluster="eu" or k8s_cluster_name="eu"`. Empty when there is none. */
export function logqlStages({ scope, filters }: Narrowing): string {
  const stages = [
    ...scope.map(({ labels, value }) => labels.map((name) => `${name}=${goString(value)}`).join(' or ')),
    ...filters.flatMap((filter) => labelMatcher(filter) ?? []),
  ];
  return stages
    .filter((stage) => stage !== '')
    .map((stage) => ` | ${stage}`)
    .join('');
}

/**
 * Label matchers of PromQL. A series that lacks a label is met by no name but its own, so the caller says which labels
 * the metric has; a dimension of which it has none is left out, and so named.
 *
 * @param has - whether the metric has the label
 * @returns the matchers, and the keys that could not be applied
 */
export function promqlMatchers(
  { scope, filters }: Narrowing,
  has: (label: string) => boolean
): { readonly matchers: readonly string[]; readonly unapplied: readonly string[] } {
  const matchers: string[] = [];
  const unapplied: string[] = [];
  for (const { labels, value, dimension } of scope) {
    const label = labels.find(has);
    if (label === undefined) {
      unapplied.push(dimension);
    } else {
      matchers.push(`${label}=${goString(value)}`);
    }
  }
  for (const filter of filters) {
    const matcher = has(labelName(filter.key)) ? labelMatcher(filter) : undefined;
    if (matcher === undefined) {
      unapplied.push(filter.key);
    } else {
      matchers.push(matcher);
    }
  }
  return { matchers, unapplied };
}

/** The label that an attribute becomes: `resource.k8s.cluster.name` is `k8s_cluster_name`. */
export function labelName(key: string): string {
  return key
    .replace(SCOPE, '')
    .replace(/\W/g, '_')
    .replace(/^(?=\d)/, '_');
}

/** The attribute that a filter's key means to a trace source. */
function spanAttribute(key: string): string {
  if (SCOPE.test(key) || INTRINSICS.has(key)) {
    return key;
  }
  return SERVICE_LABELS.has(key) ? 'resource.service.name' : `.${key}`;
}

function comparison(attribute: string, { operator, value }: AttributeFilter): readonly string[] {
  const written = INTRINSICS.has(attribute) ? attribute : traceqlAttribute(attribute);
  if (written === undefined) {
    return [];
  }
  if (UNQUOTED.test(attribute) && WORD_OR_DURATION.test(value)) {
    return [`${written} ${operator} ${value}`];
  }
  switch (operator) {
    case '=':
    case '!=': {
      const literal = traceqlString(value);
      return literal === undefined
        ? [`${written} ${operator === '=' ? '=~' : '!~'} ${patternString(quotePattern(value))}`]
        : [`${written} ${operator} ${literal}`];
    }
    case '=~':
    case '!~':
      // A pattern is the user's: its own syntax must stay, so only the string that holds it is escaped.
      return [`${written} ${operator} "${value.replace(/["\\]/g, '\\$&')}"`];
    default:
      return assertUnreachable(operator);
  }
}

function labelMatcher({ key, operator, value }: AttributeFilter): string | undefined {
  const name = labelName(key);
  return name === '' ? undefined : `${name}${operator}${goString(value)}`;
}

function anyOf(alternatives: readonly string[]): readonly string[] {
  return alternatives.length <= 1 ? alternatives : [`(${alternatives.join(' || ')})`];
}
