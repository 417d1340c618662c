import { t } from '@grafana/i18n';
import type { Words } from './problems';
import { raw } from './raw';

/** What was wrong with an address of the Investigate page, by `Problem.code`. */
export const addressWords: Readonly<Record<string, Words>> = {
  'address.unfilled': (p) =>
    t('ui.problem.address.unfilled', '"{{parameter}}" was left unfilled by the link: {{value}}', raw(p)),
  'address.bad-trace': (p) =>
    t('ui.problem.address.bad-trace', '{{value}} is no trace ID: it takes up to 32 hexadecimal digits', raw(p)),
  'address.bad-time': (p) =>
    t(
      'ui.problem.address.bad-time',
      '"{{parameter}}" is no time: {{value}} (epoch milliseconds, ISO 8601 or now-1h)',
      raw(p)
    ),
  'address.empty-range': (p) =>
    t('ui.problem.address.empty-range', 'The time range ends before it starts: {{from}} to {{to}}', raw(p)),
  'address.key-without-id': (p) =>
    t('ui.problem.address.key-without-id', 'The address names a kind of ID, {{key}}, but no ID', raw(p)),
};
