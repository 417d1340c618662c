import type { DataQuery } from '@grafana/schema';
import type { Signal } from '../../engine/correlation';
import type { GoldenSignal } from '../../engine/model';
import type { QueryLimits } from '../limits';

/**
 * The version of the query that this build writes. A query without one was written by hand and is read as this one.
 * Version 1 knew neither scope nor filters, and no view but `correlate`.
 */
export const QUERY_VERSION = 2;

/** Signals in the order in which they are shown. */
export const SIGNALS: readonly Signal[] = ['traces', 'logs', 'metrics'];

export const GOLDEN_SIGNALS: readonly GoldenSignal[] = ['traffic', 'errors', 'latency', 'saturation'];

/** Where to look. A dimension that is absent or blank is not narrowed. May hold template variables. */
export interface Scope {
  readonly environment?: string;
  readonly cluster?: string;
  readonly namespace?: string;
}

export type FilterOperator = '=' | '!=' | '=~' | '!~';

/** One condition on an attribute or label, of the query's own or from the dashboard's ad hoc filters. */
export interface AttributeFilter {
  /** A TraceQL attribute (`resource.k8s.cluster.name`) or a label (`k8s_cluster_name`). */
  readonly key: string;
  readonly operator: FilterOperator;
  readonly value: string;
}

/** What every view has. */
interface QueryBase extends DataQuery {
  readonly version?: typeof QUERY_VERSION;
  readonly scope: Scope;
  readonly filters: readonly AttributeFilter[];
  readonly limits?: Partial<QueryLimits>;
}

/** One ID, asked in up to three signals. */
export interface CorrelateQuery extends QueryBase {
  readonly view: 'correlate';
  /** Name of a {@link CorrelationKey} of the settings, or `trace`. */
  readonly key: string;
  /** The ID. May hold template variables until the query is run. */
  readonly value: string;
  readonly signals: readonly Signal[];
  /** Seconds of logs and metrics around what was found; the settings' default when absent. */
  readonly paddingSeconds?: number;
  /** Set by Explore, never stored: how many lines there are by level, not the lines. */
  readonly supplementary?: 'log-volume';
}

/** What golden signals are told apart by. */
export type Breakdown = 'service' | 'instance' | 'edge';

/** What the window is compared with. Times of a fixed window are epoch milliseconds. */
export type BaselineChoice =
  | { readonly kind: 'none' }
  | { readonly kind: 'before' }
  | { readonly kind: 'shifted'; readonly seconds: number }
  | { readonly kind: 'window'; readonly from: number; readonly to: number };

/** Golden signals of services, their instances, or the edges between them. */
export interface ServicesQuery extends QueryBase {
  readonly view: 'services';
  readonly breakdown: Breakdown;
  /** Names; empty for all of them, up to the limit. One that is a variable stands for all of its values. */
  readonly services: readonly string[];
  readonly signals: readonly GoldenSignal[];
  readonly baseline: BaselineChoice;
}

/** Which of the selected traces are fetched. */
export interface TraceSample {
  readonly kind: 'slowest' | 'random' | 'stratified';
  /** At most; {@link MOST_SAMPLED_TRACES} is the limit. */
  readonly traces: number;
  /** Same seed, same traces; of no meaning for the slowest. */
  readonly seed?: number;
}

export const MOST_SAMPLED_TRACES = 1000;

/** Many traces of a selection, and of another one to compare with. */
export interface TracesQuery extends QueryBase {
  readonly view: 'traces';
  /** TraceQL spansets. */
  readonly selection: string;
  /** TraceQL spansets of the traces to compare with. */
  readonly baseline?: string;
  readonly sample: TraceSample;
  /** Whether the usual durations of each operation are asked too. */
  readonly history: boolean;
}

export type EventKind = 'errors' | 'deploys' | 'breakers';

export const EVENT_KINDS: readonly EventKind[] = ['errors', 'deploys', 'breakers'];

/** What happened to a service: what annotations show. */
export interface EventsQuery extends QueryBase {
  readonly view: 'events';
  readonly events: readonly EventKind[];
  /** May hold a variable; of several values each is a service. */
  readonly service: string;
}

/** Circuit breakers: their states, calls and changes. */
export interface BreakersQuery extends QueryBase {
  readonly view: 'breakers';
  /** Callers or callees; empty for all. One that is a variable stands for all of its values. */
  readonly services: readonly string[];
  /** What is asked: metrics for measured states, lines that tell of changes, a sample of traces to infer states from. */
  readonly signals: readonly Signal[];
}

/** Who fell first and how it spread: golden signals of services and of the calls between them, and what changed. */
export interface CascadeQuery extends QueryBase {
  readonly view: 'cascade';
  /** Names; empty for all of them, up to the limit. One that is a variable stands for all of its values. */
  readonly services: readonly string[];
  /** What is asked besides golden signals and changes: error lines, a sample of traces. */
  readonly signals: readonly Signal[];
  readonly baseline: BaselineChoice;
}

/** What a panel asks. One member a view; `view` tells them apart. */
export type ClewQuery = CorrelateQuery | ServicesQuery | TracesQuery | EventsQuery | BreakersQuery | CascadeQuery;

export type View = ClewQuery['view'];

export const VIEWS: readonly View[] = ['correlate', 'services', 'traces', 'events', 'breakers', 'cascade'];

type Fresh<Q extends ClewQuery> = Omit<Q, 'refId'>;

/** What every new query starts from. */
const FRESH = { version: QUERY_VERSION, scope: {}, filters: [] } as const;

/** What a new query starts from. */
export const DEFAULT_QUERY: Fresh<CorrelateQuery> = {
  ...FRESH,
  view: 'correlate',
  key: 'request_id',
  value: '',
  signals: SIGNALS,
};

/** What a query of each view starts from. */
export const DEFAULT_QUERIES: { readonly [V in View]: Fresh<Extract<ClewQuery, { readonly view: V }>> } = {
  correlate: DEFAULT_QUERY,
  services: {
    ...FRESH,
    view: 'services',
    breakdown: 'service',
    services: [],
    signals: GOLDEN_SIGNALS,
    baseline: { kind: 'none' },
  },
  traces: { ...FRESH, view: 'traces', selection: '', sample: { kind: 'slowest', traces: 100 }, history: false },
  // Breakers are looked for only where somebody wants them: they cost a request more.
  events: { ...FRESH, view: 'events', events: ['errors', 'deploys'], service: '' },
  breakers: { ...FRESH, view: 'breakers', services: [], signals: ['metrics'] },
  cascade: { ...FRESH, view: 'cascade', services: [], signals: ['metrics'], baseline: { kind: 'before' } },
};
