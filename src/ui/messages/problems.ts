import { t } from '@grafana/i18n';
import type { ProblemParams } from '../../engine/result';
import { raw } from './raw';

export type Words = (params: ProblemParams & { readonly count: number }) => string;

/** What was wrong with the input, by `Problem.code`. */
export const problemWords: Readonly<Record<string, Words>> = {
  'frame.not-a-frame': (p) => t('ui.problem.frame.not-a-frame', 'Something that is no data frame was skipped', raw(p)),
  'frame.field-missing': (p) =>
    t('ui.problem.frame.field-missing', 'Frame {{frame}} lacks the field {{field}} and was skipped', raw(p)),
  'frame.field-length': (p) =>
    t('ui.problem.frame.field-length', 'Frame {{frame}}: {{field}} has {{rows}} rows instead of {{expected}}', raw(p)),
  'frame.version-unknown': (p) =>
    t(
      'ui.problem.frame.version-unknown',
      'Frame {{frame}} was written by another version ({{version}}) of Clew',
      raw(p)
    ),
  'frame.kind-unknown': (p) =>
    t('ui.problem.frame.kind-unknown', 'Frame {{frame}} is of an unknown kind: {{kind}}', raw(p)),
  'frame.bad-tag': (p) =>
    t('ui.problem.frame.bad-tag', 'Frame {{frame}} was read as a plain one: its tag is broken', raw(p)),
  'trace.bad-trace-id': (p) =>
    t('ui.problem.trace.bad-trace-id', '{{count}} spans dropped, no trace ID: {{value}}', raw(p)),
  'trace.bad-span-id': (p) =>
    t('ui.problem.trace.bad-span-id', '{{count}} spans dropped, no span ID: {{value}}', raw(p)),
  'trace.bad-start': (p) =>
    t('ui.problem.trace.bad-start', '{{count}} spans dropped, no start time: {{value}}', raw(p)),
  'trace.bad-duration': (p) =>
    t('ui.problem.trace.bad-duration', '{{count}} spans have no readable duration ({{value}}); read as 0', raw(p)),
  'trace.negative-duration': (p) =>
    t('ui.problem.trace.negative-duration', '{{count}} spans end before they start; read as 0', raw(p)),
  'trace.bad-attributes': (p) =>
    t('ui.problem.trace.bad-attributes', '{{count}} spans have attributes that cannot be read', raw(p)),
  'trace.duplicate-span': (p) =>
    t('ui.problem.trace.duplicate-span', '{{count}} spans share the ID of another ({{value}})', raw(p)),
  'trace.parent-cycle': (p) =>
    t('ui.problem.trace.parent-cycle', '{{count}} spans are their own ancestors; the cycle was cut', raw(p)),
  'log.bad-time': (p) => t('ui.problem.log.bad-time', '{{count}} lines dropped, no time: {{value}}', raw(p)),
  'log.bad-line': (p) => t('ui.problem.log.bad-line', '{{count}} lines dropped, no text', raw(p)),
  'log.bad-labels': (p) => t('ui.problem.log.bad-labels', '{{count}} lines have labels that cannot be read', raw(p)),
  'series.bad-time': (p) => t('ui.problem.series.bad-time', '{{count}} samples dropped, no time', raw(p)),
  'series.bad-value': (p) => t('ui.problem.series.bad-value', '{{count}} samples are no numbers; read as gaps', raw(p)),
  'series.unsorted': (p) =>
    t('ui.problem.series.unsorted', 'Series of {{frame}} were not in order of time; sorted', raw(p)),
  'exemplar.no-trace-id': (p) =>
    t('ui.problem.exemplar.no-trace-id', 'Exemplars of {{frame}} name no trace and were skipped', raw(p)),
  'exemplar.bad-row': (p) => t('ui.problem.exemplar.bad-row', '{{count}} exemplars dropped: {{value}}', raw(p)),
  'search.bad-trace-id': (p) =>
    t('ui.problem.search.bad-trace-id', '{{count}} search hits dropped, no trace ID: {{value}}', raw(p)),
  'table.bad-row': (p) => t('ui.problem.table.bad-row', '{{count}} rows of {{frame}} cannot be read', raw(p)),
  'key.bad-pattern': (p) =>
    t('ui.problem.key.bad-pattern', 'The pattern {{pattern}} is no regular expression: {{reason}}', raw(p)),
  'key.pattern-groups': (p) =>
    t(
      'ui.problem.key.pattern-groups',
      'The pattern {{pattern}} has {{groups}} groups; exactly one must hold the ID',
      raw(p)
    ),
  'join.duplicate-span': (p) =>
    t('ui.problem.join.duplicate-span', '{{count}} spans of trace {{traceId}} share their IDs with others', raw(p)),
  'join.namespace-assumed': (p) =>
    t('ui.problem.join.namespace-assumed', '{{name}} is taken to be {{key}}: the only service of that name', raw(p)),
  'rounds.traces-left-out': (p) =>
    t('ui.problem.rounds.traces-left-out', '{{count}} more traces were not asked for: the limit is {{limit}}', raw(p)),
  'rounds.ids-left-out': (p) =>
    t('ui.problem.rounds.ids-left-out', '{{count}} more IDs were not asked for: the limit is {{limit}}', raw(p)),
  'rounds.hops-left-out': (p) =>
    t(
      'ui.problem.rounds.hops-left-out',
      '{{count}} IDs lie more than {{limit}} hops away and were not followed',
      raw(p)
    ),
  'rounds.empty-id': (p) => t('ui.problem.rounds.empty-id', 'No ID to look for', raw(p)),
  'rounds.bad-trace-id': (p) => t('ui.problem.rounds.bad-trace-id', '{{id}} is no trace ID', raw(p)),
  'query.no-value': (p) => t('ui.problem.query.no-value', 'No ID to look for', raw(p)),
  'query.no-key': (p) => t('ui.problem.query.no-key', 'No such key: {{key}}', raw(p)),
  'query.no-signal': (p) => t('ui.problem.query.no-signal', 'No signal is switched on', raw(p)),
  'query.bad-trace-id': (p) =>
    t('ui.problem.query.bad-trace-id', '{{value}} is no trace ID: it takes up to 32 hexadecimal digits', raw(p)),
  'query.newer': (p) =>
    t('ui.problem.query.newer', 'The query was saved by a newer version ({{found}}; this one knows {{known}})', raw(p)),
  'query.unknown-view': (p) => t('ui.problem.query.unknown-view', 'Unknown kind of query: {{view}}', raw(p)),
  'query.invalid': (p) => t('ui.problem.query.invalid', 'The query cannot be read: {{field}}: {{reason}}', raw(p)),
  'settings.newer': (p) =>
    t(
      'ui.problem.settings.newer',
      'The settings were saved by a newer version ({{found}}; this one knows {{known}})',
      raw(p)
    ),
  'settings.invalid': (p) =>
    t('ui.problem.settings.invalid', 'The settings cannot be read: {{field}}: {{reason}}', raw(p)),
};
