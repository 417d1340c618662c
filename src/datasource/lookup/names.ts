import { defaultIfEmpty, forkJoin, map, of, switchMap, type Observable } from 'rxjs';
import type { AdHocVariableFilter, DataFrame } from '@grafana/data';
import { classifyFrames, readSearchHits, readSeries, type SearchSpan } from '../../frames';
import { askOnce } from '../delegate/ask';
import type { ChildTarget } from '../delegate/child';
import { tagKeys, tagValues, type Tags } from '../delegate/tags';
import type { ScopeNames } from '../filters/scope';
import { labelName } from '../language/conditions';
import { goString, traceqlString } from '../language/literal';
import type { Linked } from '../linked';
import type { LookupContext } from './context';

/** Spans that one search for names brings. */
const SEARCHED = 200;
const SPANS_PER_TRACE = 10;
const MS_PER_NS = 1e-6;

const SERVICE_ATTRIBUTE = 'resource.service.name';
const SERVICE_LABELS = ['service_name', 'service'];
/** Counters that nearly every metric source of requests has one of, for a source that has no list of its own. */
const REQUEST_COUNTERS =
  'traces_spanmetrics_calls_total|traces_span_metrics_calls_total|http_server_request_duration_seconds_count|http_requests_total';

/** A question in the source's language, and how its names are read. */
interface Asked {
  readonly target: Omit<ChildTarget, 'refId'>;
  readonly read: (frames: readonly DataFrame[], context: LookupContext) => readonly string[];
}

/** Names of the services that any linked source knows, sorted, each once. Never errors. */
export function serviceNames(context: LookupContext): Observable<readonly string[]> {
  const { traces, logs, metrics } = context.sources;
  const searched = spanSearch(`{ ${SERVICE_ATTRIBUTE} != nil } | select(${SERVICE_ATTRIBUTE})`, serviceOf);
  return merged([
    ...traces.map((source) => listed(source, [SERVICE_ATTRIBUTE], [], searched, context)),
    ...logs.map((source) => listed(source, ['service_name'], [], logCount(source), context)),
    ...metrics.map((source) => listed(source, SERVICE_LABELS, [], counters('', SERVICE_LABELS), context)),
  ]);
}

/** Names of the operations of a service, from traces and from metrics of spans, sorted. Never errors. */
export function operationNames(service: string, context: LookupContext): Observable<readonly string[]> {
  const { traces, metrics } = context.sources;
  const literal = traceqlString(service);
  const search =
    literal === undefined
      ? undefined
      : spanSearch(`{ ${SERVICE_ATTRIBUTE} = ${literal} } | select(name)`, ({ name }) => name);
  const filters = [{ key: SERVICE_ATTRIBUTE, operator: '=', value: service }];
  const ofService = SERVICE_LABELS.map((label) => `${label}=${goString(service)}`);
  return merged([
    ...traces.map((source) => listed(source, ['name'], filters, search, context)),
    // A list of values cannot be told to be of one service under either label, so metrics are asked at once.
    ...metrics.flatMap((source) =>
      ofService.map((matcher) => asked(source, counters(matcher, ['span_name']), context))
    ),
  ]);
}

/** Values that sources hold for a dimension of the scope, under any of its names. Never errors. */
export function scopeValues(names: ScopeNames, context: LookupContext): Observable<readonly string[]> {
  const { traces, logs, metrics } = context.sources;
  return merged([
    ...traces.map((source) => {
      const [first] = names.attributes;
      const search =
        first === undefined
          ? undefined
          : spanSearch(`{ ${first} != nil } | select(${first})`, ({ attributes }) => attributes[unscoped(first)]);
      return listed(source, names.attributes, [], search, context);
    }),
    ...[...logs, ...metrics].map((source) => listed(source, names.labels, [], undefined, context)),
  ]);
}

/** Attributes and labels that linked trace and metric sources offer to filter by, sorted, each once. Never errors. */
export function filterKeys(
  filters: readonly AdHocVariableFilter[],
  context: LookupContext
): Observable<readonly string[]> {
  const { traces, metrics } = context.sources;
  return merged([
    ...traces.map((source) => tagKeys(source, [], context).pipe(map(namesOf))),
    ...metrics.map((source) => tagKeys(source, filters, context).pipe(map(namesOf))),
  ]);
}

/** Values of an attribute or label: of traces under its own name, of metrics under its label form. Never errors. */
export function filterValues(
  key: string,
  filters: readonly AdHocVariableFilter[],
  context: LookupContext
): Observable<readonly string[]> {
  const { traces, metrics } = context.sources;
  const others = filters.filter((other) => other.key !== key);
  return key === ''
    ? of([])
    : merged([
        ...traces.map((source) => tagValues(source, key, [], context).pipe(map(namesOf))),
        ...metrics.map((source) =>
          tagValues(
            source,
            labelName(key),
            others.map((other) => ({ ...other, key: labelName(other.key) })),
            context
          ).pipe(map(namesOf))
        ),
      ]);
}

/** A source's own list under any of the names; where it has none, or it is empty, what a query finds. */
function listed(
  source: Linked,
  keys: readonly string[],
  filters: readonly AdHocVariableFilter[],
  otherwise: Asked | undefined,
  context: LookupContext
): Observable<readonly string[]> {
  return merged(keys.map((key) => tagValues(source, key, filters, context).pipe(map(namesOf)))).pipe(
    switchMap((names) => (names.length > 0 || otherwise === undefined ? of(names) : asked(source, otherwise, context)))
  );
}

function asked(source: Linked, { target, read }: Asked, context: LookupContext): Observable<readonly string[]> {
  const { window } = context;
  const name = `names:${source.uid}:${String(target.query ?? target.expr)}`;
  // Two points are enough to see what there is.
  const minIntervalMs = Math.max(1000, (Number(window.to - window.from) * MS_PER_NS) / 2);
  return askOnce({ source, name, targets: [{ ...target, refId: 'names' }], window, minIntervalMs }, context).pipe(
    map(({ frames }) => read(frames, context)),
    defaultIfEmpty([])
  );
}

function spanSearch(query: string, nameOf: (span: SearchSpan, service: string) => string | undefined): Asked {
  return {
    target: { queryType: 'traceql', query, tableType: 'spans', limit: SEARCHED, spss: SPANS_PER_TRACE, filters: [] },
    read: (frames) =>
      readSearchHits(classifyFrames(frames).search).result.flatMap(({ spans, service = '' }) =>
        spans.flatMap((span) => nameOf(span, service) ?? [])
      ),
  };
}

function serviceOf({ attributes }: SearchSpan, rootService: string): string {
  return attributes['service.name'] ?? rootService;
}

function logCount({ selector }: Linked): Asked {
  return {
    target: { expr: `sum by (service_name) (count_over_time(${selector} [$__interval]))`, queryType: 'range' },
    read: labelsIn(['service_name']),
  };
}

function counters(matcher: string, labels: readonly string[]): Asked {
  const and = matcher === '' ? '' : `,${matcher}`;
  return {
    target: {
      expr: `group by (${labels.join(', ')}) ({__name__=~"${REQUEST_COUNTERS}"${and}})`,
      range: true,
      instant: false,
      format: 'time_series',
    },
    read: labelsIn(labels),
  };
}

function labelsIn(names: readonly string[]): Asked['read'] {
  return (frames, { rules }) =>
    readSeries(classifyFrames(frames).series, rules).result.flatMap(({ labels }) =>
      names.flatMap((name) => labels[name] ?? [])
    );
}

function unscoped(attribute: string): string {
  return attribute.slice(attribute.indexOf('.') + 1);
}

function namesOf({ names }: Tags): readonly string[] {
  return names;
}

/** All names of all lists, sorted, each once, when the last list is there. */
function merged(lists: ReadonlyArray<Observable<readonly string[]>>): Observable<readonly string[]> {
  return lists.length === 0
    ? of([])
    : forkJoin(lists).pipe(map((all) => [...new Set(all.flat())].filter((name) => name !== '').sort()));
}
