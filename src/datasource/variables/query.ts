import * as v from 'valibot';
import type { DataQuery } from '@grafana/schema';
import { err, ok, problem, type Result } from '../../engine/result';

/** What a template variable asks. */
export type ClewVariableQuery = RecentIdsQuery | ServiceNamesQuery | OperationNamesQuery;

/** IDs that were seen lately. */
export interface RecentIdsQuery extends DataQuery {
  readonly kind: 'ids';
  /** Name of a key; may hold a variable. */
  readonly key: string;
  readonly failedOnly: boolean;
  /** Only of requests through this service; may hold a variable. */
  readonly service?: string;
  /** At most. */
  readonly most: number;
}

export interface ServiceNamesQuery extends DataQuery {
  readonly kind: 'services';
}

export interface OperationNamesQuery extends DataQuery {
  readonly kind: 'operations';
  /** May hold a variable. */
  readonly service: string;
}

export type VariableKind = ClewVariableQuery['kind'];

export const VARIABLE_KINDS: readonly VariableKind[] = ['ids', 'services', 'operations'];

/** IDs in one list, unless said otherwise. */
export const DEFAULT_MOST = 50;

const schema = v.variant('kind', [
  v.object({
    refId: v.optional(v.string(), 'variable'),
    kind: v.literal('ids'),
    key: v.optional(v.string(), 'request_id'),
    failedOnly: v.optional(v.boolean(), false),
    service: v.optional(v.string()),
    most: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1000)), DEFAULT_MOST),
  }),
  v.object({ refId: v.optional(v.string(), 'variable'), kind: v.literal('services') }),
  v.object({
    refId: v.optional(v.string(), 'variable'),
    kind: v.literal('operations'),
    service: v.optional(v.string(), ''),
  }),
]);

/** What people write by hand: `ids(order_id)`, `failed ids(order_id)`, `services`, `operations(checkout)`. */
const WRITTEN = /^\s*(failed\s+)?(ids|services|operations)\s*(?:\(\s*(.*?)\s*\))?\s*$/;

/**
 * Reads a stored variable query, an object or the text that provisioning files hold.
 * @returns the query, or `query.invalid` (`field`, `reason`)
 */
export function readVariableQuery(stored: unknown): Result<ClewVariableQuery> {
  const given = typeof stored === 'string' ? written(stored) : isRecord(stored) ? stored : {};
  // Scenes hand a stored text over as `{ query }`.
  const whole = given.kind === undefined && typeof given.query === 'string' ? written(given.query) : given;
  const parsed = v.safeParse(schema, { kind: 'ids', ...whole });
  if (!parsed.success) {
    const issue = parsed.issues[0];
    return err(problem('query.invalid', { field: v.getDotPath(issue) ?? '', reason: issue.message }));
  }
  return ok(parsed.output);
}

function written(text: string): Readonly<Record<string, unknown>> {
  const [, failed, kind, argument = ''] = WRITTEN.exec(text) ?? [];
  if (kind === undefined) {
    return text.trim() === '' ? {} : { kind: text };
  }
  return kind === 'ids'
    ? { kind, failedOnly: failed !== undefined, ...(argument === '' ? {} : { key: argument }) }
    : { kind, service: argument };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
