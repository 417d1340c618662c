import { DEFAULT_QUERIES, migrateQuery, type EventsQuery } from '../query';

/** What an annotation layer asks when nobody has said anything. */
const DEFAULT_TARGET: EventsQuery = { ...DEFAULT_QUERIES.events, refId: 'Anno' };

/** The layer's query: any other view, or one that cannot be read, is replaced. */
export function eventsTarget(stored: unknown): EventsQuery {
  const migrated = migrateQuery({ ...DEFAULT_TARGET, ...(isRecord(stored) ? stored : {}) });
  return migrated.ok && migrated.value.view === 'events' ? migrated.value : DEFAULT_TARGET;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
