import { t } from '@grafana/i18n';
import type { Measure, ResourceName, SignalRole } from '../../engine/signals';
import { raw } from '../../ui';

/** What a legend calls a measure: whose it is and what it says. */
export function measureTitle({ subject, role, resource, baseline }: Measure): string {
  const what = resource === undefined ? roleText(role) : resourceText(resource);
  const title = `${subjectText(subject)} ${what}`;
  return baseline ? t('datasource.signals.baseline', '{{title}} (baseline)', raw({ title })) : title;
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
      return wholeText();
  }
}

/** Everything that a source holds. */
export function wholeText(): string {
  return t('datasource.signals.whole', 'All together');
}

function roleText(role: SignalRole): string {
  switch (role) {
    case 'traffic':
      return t('datasource.signals.traffic', 'traffic');
    case 'errors':
      return t('datasource.signals.errors', 'errors');
    case 'mean':
      return t('datasource.signals.mean', 'mean');
    case 'saturation':
      return t('datasource.signals.saturation', 'saturation');
    case 'log-errors':
      return t('datasource.signals.log-errors', 'error lines');
    default:
      return role;
  }
}

/** A resource in words: its kind, and what tells it from others. */
export function resourceText({ kind, name }: ResourceName): string {
  return name === '' || name === kind ? kindText(kind) : `${kindText(kind)} (${name})`;
}

function kindText(kind: ResourceName['kind']): string {
  switch (kind) {
    case 'cpu':
      return t('datasource.signals.kind.cpu', 'CPU');
    case 'memory':
      return t('datasource.signals.kind.memory', 'memory');
    case 'pool':
      return t('datasource.signals.kind.pool', 'pool');
    case 'queue':
      return t('datasource.signals.kind.queue', 'queue');
    case 'threads':
      return t('datasource.signals.kind.threads', 'threads');
    case 'lock-wait':
      return t('datasource.signals.kind.lock-wait', 'lock wait');
    case 'query-time':
      return t('datasource.signals.kind.query-time', 'query time');
    case 'connections':
      return t('datasource.signals.kind.connections', 'connections');
    case 'disk':
      return t('datasource.signals.kind.disk', 'disk');
    case 'gc':
      return t('datasource.signals.kind.gc', 'garbage collection');
    case 'packet-loss':
      return t('datasource.signals.kind.packet-loss', 'packet loss');
    case 'restarts':
      return t('datasource.signals.kind.restarts', 'restarts');
    case 'event-loop':
      return t('datasource.signals.kind.event-loop', 'event loop');
    default:
      return t('datasource.signals.kind.custom', 'saturation');
  }
}

/** Heading of a column of the table of services. */
export function columnText(field: string): string {
  const base = field.replace(/(?:Baseline|Ratio)$/, '');
  const name = baseText(base);
  if (field.endsWith('Baseline')) {
    return t('datasource.signals.column.baseline', '{{name}} before', raw({ name }));
  }
  return field.endsWith('Ratio') ? t('datasource.signals.column.ratio', '{{name}} vs. before', raw({ name })) : name;
}

function baseText(field: string): string {
  switch (field) {
    case 'client':
      return t('datasource.signals.column.client', 'caller');
    case 'service':
      return t('datasource.signals.column.service', 'service');
    case 'instance':
      return t('datasource.signals.column.instance', 'instance');
    case 'logErrors':
      return roleText('log-errors');
    case 'saturationOf':
      return t('datasource.signals.column.saturation-of', 'fullest');
    case 'conventions':
      return t('datasource.signals.column.conventions', 'read by');
    case 'traffic':
    case 'errors':
    case 'mean':
    case 'saturation':
      return roleText(field);
    default:
      return field;
  }
}
