import { t } from '@grafana/i18n';
import type { Measure, ResourceName, SignalRole } from '../../engine/signals';
import { raw } from '../../ui';

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
      return wholeText();
  }
}

/** Everything that a source holds. */
function wholeText(): string {
  return t('signals.whole', 'All together');
}

function roleText(role: SignalRole): string {
  switch (role) {
    case 'traffic':
      return t('signals.traffic', 'traffic');
    case 'errors':
      return t('signals.errors', 'errors');
    case 'mean':
      return t('signals.mean', 'mean');
    case 'saturation':
      return t('signals.saturation', 'saturation');
    case 'log-errors':
      return t('signals.log-errors', 'error lines');
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
      return t('signals.kind.cpu', 'CPU');
    case 'memory':
      return t('signals.kind.memory', 'memory');
    case 'pool':
      return t('signals.kind.pool', 'pool');
    case 'queue':
      return t('signals.kind.queue', 'queue');
    case 'threads':
      return t('signals.kind.threads', 'threads');
    case 'lock-wait':
      return t('signals.kind.lock-wait', 'lock wait');
    case 'query-time':
      return t('signals.kind.query-time', 'query time');
    case 'connections':
      return t('signals.kind.connections', 'connections');
    case 'disk':
      return t('signals.kind.disk', 'disk');
    case 'gc':
      return t('signals.kind.gc', 'garbage collection');
    case 'packet-loss':
      return t('signals.kind.packet-loss', 'packet loss');
    case 'restarts':
      return t('signals.kind.restarts', 'restarts');
    case 'event-loop':
      return t('signals.kind.event-loop', 'event loop');
    default:
      return t('signals.kind.custom', 'saturation');
  }
}

/** Heading of a column of the table of services. */
export function columnText(field: string): string {
  const base = field.replace(/(?:Baseline|Ratio)$/, '');
  const name = baseText(base);
  if (field.endsWith('Baseline')) {
    return t('signals.column.baseline', '{{name}} before', raw({ name }));
  }
  return field.endsWith('Ratio') ? t('signals.column.ratio', '{{name}} vs. before', raw({ name })) : name;
}

function baseText(field: string): string {
  switch (field) {
    case 'client':
      return t('signals.column.client', 'caller');
    case 'service':
      return t('signals.column.service', 'service');
    case 'instance':
      return t('signals.column.instance', 'instance');
    case 'logErrors':
      return roleText('log-errors');
    case 'saturationOf':
      return t('signals.column.saturation-of', 'fullest');
    case 'conventions':
      return t('signals.column.conventions', 'read by');
    case 'traffic':
    case 'errors':
    case 'mean':
    case 'saturation':
      return roleText(field);
    default:
      return field;
  }
}
