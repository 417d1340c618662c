import * as v from 'valibot';
import type { DataQuery } from '@grafana/schema';
import type { Signal } from '../engine/correlation';
import { err, ok, problem, type Problem, type Result } from '../engine/result';
import { limitsSchema, type QueryLimits } from './limits';

/** The version of the query that this build writes. A query without one was written by hand and is read as this one. */
const QUERY_VERSION = 1;

/** Signals in the order in which they are shown. */
export const SIGNALS: readonly Signal[] = ['traces', 'logs', 'metrics'];

/** One ID, asked in up to three signals. */
export interface CorrelateQuery extends DataQuery {
  readonly view: 'correlate';
  readonly version?: typeof QUERY_VERSION;
  /** Name of a {@link CorrelationKey} of the settings, or `trace`. */
  readonly key: string;
  /** The ID. May hold template variables until the query is run. */
  readonly value: string;
  readonly signals: readonly Signal[];
  /** Seconds of logs and metrics around what was found; the settings' default when absent. */
  readonly paddingSeconds?: number;
  readonly limits?: Partial<QueryLimits>;
}

/** What a panel asks. One member a view; `view` tells them apart. */
export type ClewQuery = CorrelateQuery;

/** What a new query starts from. */
export const DEFAULT_QUERY: Omit<CorrelateQuery, 'refId'> = {
  view: 'correlate',
  version: QUERY_VERSION,
  key: 'request_id',
  value: '',
  signals: SIGNALS,
};

const signalSchema = v.picklist(['traces', 'logs', 'metrics']);

const correlateSchema = v.object({
  refId: v.optional(v.string(), 'A'),
  hide: v.optional(v.boolean()),
  view: v.literal('correlate'),
  version: v.optional(v.literal(QUERY_VERSION)),
  key: v.string(),
  value: v.string(),
  signals: v.pipe(v.array(signalSchema), v.readonly()),
  paddingSeconds: v.optional(v.pipe(v.number(), v.finite(), v.minValue(0))),
  limits: v.optional(v.partial(limitsSchema)),
});

/**
 * Reads a stored query, whatever wrote it: an absent `view`, `signals` or `key` takes its default, numbers that were
 * saved as text become numbers.
 *
 * @returns the query in the present version, or a problem: `query.newer` (`found`, `known`) for a query saved by a newer
 * version, `query.unknown-view` (`view`), `query.invalid` (`field`, `reason`).
 */
export function migrateQuery(stored: unknown): Result<ClewQuery> {
  const query = isRecord(stored) ? stored : {};
  const version = query.version ?? QUERY_VERSION;
  if (typeof version === 'number' && version > QUERY_VERSION) {
    return err(problem('query.newer', { found: version, known: QUERY_VERSION }));
  }
  const view = query.view ?? DEFAULT_QUERY.view;
  if (view !== 'correlate') {
    return err(problem('query.unknown-view', { view: String(view) }));
  }
  const parsed = v.safeParse(correlateSchema, {
    ...query,
    view,
    version: QUERY_VERSION,
    key: query.key ?? DEFAULT_QUERY.key,
    value: typeof query.value === 'number' ? String(query.value) : (query.value ?? ''),
    signals: query.signals ?? SIGNALS,
    paddingSeconds: numberFromText(query.paddingSeconds),
  });
  if (!parsed.success) {
    const issue = parsed.issues[0];
    return err(problem('query.invalid', { field: v.getDotPath(issue) ?? '', reason: issue.message }));
  }
  // Fields that only Grafana knows (datasource, queryType, key of a panel query) stay as they are.
  return ok({ ...query, ...parsed.output });
}

/**
 * Why a query cannot run, or `undefined` when it can: `query.no-value` {}, `query.no-key` (`key`), `query.no-signal` {}.
 * @param keys - names of the keys that exist; any name will do when absent
 */
export function queryObstacle(
  { key, value, signals }: Pick<ClewQuery, 'key' | 'value' | 'signals'>,
  keys?: readonly string[]
): Problem | undefined {
  if (value.trim() === '') {
    return problem('query.no-value');
  }
  if (key === '' || keys?.includes(key) === false) {
    return problem('query.no-key', { key });
  }
  return signals.length === 0 ? problem('query.no-signal') : undefined;
}

function numberFromText(value: unknown): unknown {
  return typeof value === 'string' && value.trim() !== '' ? Number(value) : value === '' ? undefined : value;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
