import * as v from 'valibot';
import { err, ok, problem, type Result } from '../../engine/result';
import { migrateRecord, type Step, type Stored } from '../../engine/stored';
import { querySchema } from './schema';
import { DEFAULT_QUERIES, QUERY_VERSION, VIEWS, type ClewQuery, type View } from './types';

/** What each version changed, by the version that it leaves. */
const STEPS: Readonly<Record<number, Step>> = {
  // Version 1 had one view, and neither scope nor filters.
  1: (query) => ({ view: 'correlate', scope: {}, filters: [], ...query }),
};

/**
 * Reads a stored query, whatever wrote it: older versions step by step, an absent `view` as `correlate`, absent fields as
 * their defaults, numbers that were saved as text as numbers.
 *
 * @returns the query in the present version, or a problem: `query.newer` (`found`, `known`) for a query saved by a newer
 * version, `query.unknown-view` (`view`), `query.invalid` (`field`, `reason`).
 */
export function migrateQuery(stored: unknown): Result<ClewQuery> {
  const given: Stored = isRecord(stored) ? stored : {};
  const version = given.version ?? QUERY_VERSION;
  if (typeof version === 'number' && version > QUERY_VERSION) {
    return err(problem('query.newer', { found: version, known: QUERY_VERSION }));
  }
  const query = migrateRecord(given, STEPS, { from: version, to: QUERY_VERSION });
  const view = query.view ?? 'correlate';
  if (!isView(view)) {
    return err(problem('query.unknown-view', { view: typeof view === 'string' ? view : typeof view }));
  }
  const parsed = v.safeParse(querySchema, filled(query, view));
  if (!parsed.success) {
    const issue = parsed.issues[0];
    return err(problem('query.invalid', { field: v.getDotPath(issue) ?? '', reason: issue.message }));
  }
  // Fields that only Grafana knows (datasource, queryType, key of a panel query) stay as they are.
  return ok({ ...query, ...parsed.output });
}

/** Defaults for what is absent, and numbers for numbers that a form or a provisioning file stored as text. */
function filled(query: Stored, view: View): Stored {
  const whole: Stored = { ...DEFAULT_QUERIES[view], ...present(query), view };
  switch (view) {
    case 'correlate':
      return { ...whole, value: textFromNumber(whole.value), paddingSeconds: numberFromText(whole.paddingSeconds) };
    case 'services':
    case 'breakers':
    case 'cascade':
      return { ...whole, services: listFromText(whole.services) };
    case 'traces':
      return { ...whole, sample: sampleFrom(whole.sample) };
    case 'events':
      return whole;
  }
}

function sampleFrom(sample: unknown): unknown {
  return isRecord(sample)
    ? { ...DEFAULT_QUERIES.traces.sample, ...present(sample), traces: numberFromText(sample.traces ?? 100) }
    : sample;
}

function textFromNumber(value: unknown): unknown {
  return typeof value === 'number' ? String(value) : value;
}

function listFromText(value: unknown): unknown {
  return typeof value === 'string' ? (value === '' ? [] : [value]) : value;
}

function numberFromText(value: unknown): unknown {
  return typeof value === 'string' && value.trim() !== '' ? Number(value) : value === '' ? undefined : value;
}

function present(fields: Stored): Stored {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== null));
}

function isView(view: unknown): view is View {
  return VIEWS.some((known) => known === view);
}

function isRecord(value: unknown): value is Stored {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
