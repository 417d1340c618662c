import { t } from '@grafana/i18n';
import type { Measure, ResourceName } from '../../engine/signals';
import { raw, texts, wording } from '../../ui';

/** What a legend calls a measure: whose it is and what it says. */
export function measureTitle({ subject, role, resource, baseline }: Measure): string {
  const what = resource === undefined ? roleText(role) : resourceText(resource);
  const title = `${subjectText(subject)} ${what}`;
  return baseline ? t('signals.baseline', '{{title}} (baseline)', raw({ title })) : title;
}

/** Whose a measure is. */
export function subjectText(subject: Measure['subject']): string {
  switch (subject.kind) {
    case 'service':
      return subject.service;
    case 'instance':
      return `${subject.service} ${subject.instance}`;
    case 'edge':
      return `${subject.client} → ${subject.service}`;
    case 'whole':
      return t('signals.whole', 'All together');
  }
}

/** A signal in words; quantiles are called what they are called everywhere. */
export const roleText: (role: string) => string = texts('signals.', [
  wording('signals.traffic', 'traffic'),
  wording('signals.errors', 'errors'),
  wording('signals.mean', 'mean'),
  wording('signals.saturation', 'saturation'),
  wording('signals.log-errors', 'error lines'),
]);

/** A resource in words: its kind, and what tells it from others. */
export function resourceText({ kind, name }: ResourceName): string {
  return name === '' || name === kind ? kindText(kind) : `${kindText(kind)} (${name})`;
}

const kindText: (kind: ResourceName['kind']) => string = texts('signals.kind.', [
  wording('signals.kind.cpu', 'CPU'),
  wording('signals.kind.memory', 'memory'),
  wording('signals.kind.pool', 'pool'),
  wording('signals.kind.queue', 'queue'),
  wording('signals.kind.threads', 'threads'),
  wording('signals.kind.lock-wait', 'lock wait'),
  wording('signals.kind.query-time', 'query time'),
  wording('signals.kind.connections', 'connections'),
  wording('signals.kind.disk', 'disk'),
  wording('signals.kind.gc', 'garbage collection'),
  wording('signals.kind.packet-loss', 'packet loss'),
  wording('signals.kind.restarts', 'restarts'),
  wording('signals.kind.event-loop', 'event loop'),
  wording('signals.kind.custom', 'saturation'),
]);

const columnWords = texts('signals.column.', [
  wording('signals.column.client', 'caller'),
  wording('signals.column.service', 'service'),
  wording('signals.column.instance', 'instance'),
  wording('signals.column.saturationOf', 'fullest'),
  wording('signals.column.conventions', 'read by'),
  wording('signals.column.Baseline', '{{name}} before'),
  wording('signals.column.Ratio', '{{name}} vs. before'),
]);

/** Heading of a column of the table of services: its own word or that of its role, and how it compares. */
export function columnText(field: string): string {
  const [, base = field, compared] = /^(.+?)(Baseline|Ratio)?$/.exec(field) ?? [];
  const own = columnWords(base);
  const name = own === base ? roleText(base === 'logErrors' ? 'log-errors' : base) : own;
  return compared === undefined ? name : columnWords(compared, { name });
}
