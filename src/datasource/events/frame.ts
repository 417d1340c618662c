import { createDataFrame, FieldType, type DataFrame, type QueryResultMetaNotice } from '@grafana/data';
import { t } from '@grafana/i18n';
import { investigateAddress } from '../../engine/address';
import { assertUnreachable } from '../../engine/result';
import { messageText, raw, remedyText } from '../../ui';
import { stateText } from '../breakers/words';
import type { FailedSource, Sent } from './asked';
import type { BreakerChange } from './breakers';
import type { Deploy } from './deploys';
import type { ErrorBurst } from './errors';

/** One thing that happened. */
export type ServiceEvent =
  | ({ readonly kind: 'errors'; readonly atLeast: boolean } & ErrorBurst)
  | ({ readonly kind: 'deploy' } & Deploy)
  | ({ readonly kind: 'breaker' } & BreakerChange);

interface Options {
  readonly refId: string;
  readonly service: string;
  readonly sent: readonly Sent[];
  readonly failures: readonly FailedSource[];
  readonly leftOut: number;
}

/** Around an event, what an investigation opens with. */
const AROUND_MS = 15 * 60_000;

/**
 * Events as the table that Grafana's annotations read by field name: `time`, `timeEnd` (epoch ms), `title`, `text`, `tags`
 * (comma-separated), and `link`, the address of the Investigate page.
 */
export function eventsFrame(events: readonly ServiceEvent[], options: Options): DataFrame {
  const { refId, service, sent, failures, leftOut } = options;
  const notices: QueryResultMetaNotice[] = failures.map((failed) => ({
    severity: 'warning',
    text: failureText(failed),
  }));
  if (leftOut > 0) {
    const text = t('events.left-out', '{{count}} earlier events are left out', { count: leftOut });
    notices.push({ severity: 'warning', text });
  }
  const column = (name: string, displayName: string, type: FieldType, of: (event: ServiceEvent) => unknown): Field => ({
    name,
    type,
    config: { displayName },
    values: events.map(of),
  });
  return createDataFrame({
    refId,
    name: 'events',
    fields: [
      column('time', t('events.time', 'Time'), FieldType.time, startOf),
      column('timeEnd', t('events.end', 'End'), FieldType.time, endOf),
      column('title', t('events.title', 'Event'), FieldType.string, (event) => titleOf(event, service)),
      column('text', t('events.text', 'Details'), FieldType.string, textOf),
      column('tags', t('events.tags', 'Tags'), FieldType.string, (event) => tagsOf(event, service).join(',')),
      linked(column('link', t('events.link', 'Investigate'), FieldType.string, (event) => linkOf(event, service))),
    ],
    meta: {
      preferredVisualisationType: 'table',
      executedQueryString: queriesSent(sent),
      ...(notices.length > 0 ? { notices } : {}),
    },
  });
}

/** The queries that were sent, for the inspector. */
export function queriesSent(sent: readonly Sent[]): string {
  return sent.map(({ source, query }) => `# ${source.name}\n${query}`).join('\n\n');
}

/** The address as a link of its cell. */
function linked(field: Field): Field {
  const links = [{ title: t('events.investigate', 'Investigate'), url: '${__value.raw}' }];
  return { ...field, config: { ...field.config, links } };
}

type Field = Parameters<typeof createDataFrame>[0]['fields'][number];

/** Who failed, how, and what to do. */
export function failureText({ source, failure }: FailedSource): string {
  const what = `${source.name}: ${messageText(failure.key, failure.params)}`;
  const remedy = remedyText(failure.key, failure.params);
  return remedy === undefined ? what : `${what}. ${remedy}.`;
}

function startOf(event: ServiceEvent): number {
  return event.kind === 'errors' ? event.from : event.at;
}

function endOf(event: ServiceEvent): number {
  return event.kind === 'errors' ? event.to : event.at;
}

function titleOf(event: ServiceEvent, service: string): string {
  switch (event.kind) {
    case 'errors': {
      const params = { service, count: event.count, interpolation: { escapeValue: false } };
      return event.atLeast
        ? t('events.errors-at-least', '{{service}}: {{count}} errors or more', params)
        : t('events.errors-title', '{{service}}: {{count}} errors', {
            ...params,
            defaultValue_one: '{{service}}: {{count}} error',
          });
    }
    case 'deploy':
      return t(
        'events.deploy-title',
        '{{service}}: version {{version}}',
        raw({
          service,
          version: event.version,
        })
      );
    case 'breaker': {
      const { name, to } = event;
      return t(
        'events.breaker-title',
        '{{service}}: breaker {{name}}: {{state}}',
        raw({ service, name, state: stateText(to) })
      );
    }
    default:
      return assertUnreachable(event);
  }
}

function textOf(event: ServiceEvent): string {
  switch (event.kind) {
    case 'errors':
      return event.operations.slice(0, 3).join(', ');
    case 'deploy':
      return event.before === '' ? event.version : `${event.before} → ${event.version}`;
    case 'breaker':
      return `${stateText(event.from)} → ${stateText(event.to)}`;
    default:
      return assertUnreachable(event);
  }
}

function tagsOf(event: ServiceEvent, service: string): readonly string[] {
  return ['clew', event.kind === 'errors' ? 'error' : event.kind, service];
}

function linkOf(event: ServiceEvent, service: string): string {
  const window = { from: startOf(event) - AROUND_MS, to: endOf(event) + AROUND_MS };
  return event.kind === 'errors' && event.traceId !== undefined
    ? investigateAddress({ trace: event.traceId, ...window })
    : investigateAddress({ service, ...window });
}
