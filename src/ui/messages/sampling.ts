import { t } from '@grafana/i18n';
import type { ProblemParams } from '../../engine/result';
import { raw } from './raw';

type Words = (params: ProblemParams) => string;

/** A number of things, in words that fit it. */
function counted(params: ProblemParams): ProblemParams & { readonly count: number } {
  return { ...params, count: Number(params.count ?? 0) };
}

/** How traces were sampled, by the keys that the data source's view `traces` puts in its report. */
export const samplingWords: Readonly<Record<string, Words>> = {
  'sample.searching': (p) =>
    t('ui.sample.searching', 'Searching; {{count}} traces seen', {
      defaultValue_one: 'Searching; {{count}} trace seen',
      ...raw(counted(p)),
    }),
  'sample.all': (p) =>
    t('ui.sample.all', 'All {{count}} traces of the selection', {
      defaultValue_one: 'The only trace of the selection',
      ...raw(counted(p)),
    }),
  'sample.slowest': (p) =>
    t('ui.sample.slowest', 'The {{count}} slowest: every trace of {{seconds}} s and more was seen', {
      defaultValue_one: 'The slowest trace: every trace of {{seconds}} s and more was seen',
      ...raw(counted(p)),
    }),
  'sample.slowest-seen': (p) =>
    t(
      'ui.sample.slowest-seen',
      'The {{count}} slowest of {{seen}} traces seen; {{searches}} searches did not reach the end',
      {
        defaultValue_one: 'The slowest of {{seen}} traces seen; {{searches}} searches did not reach the end',
        ...raw(counted(p)),
      }
    ),
  'sample.random-all': (p) =>
    t('ui.sample.random-all', '{{count}} traces drawn at random from all {{seen}} of the selection', {
      defaultValue_one: '{{count}} trace drawn at random from all {{seen}} of the selection',
      ...raw(counted(p)),
    }),
  'sample.random': (p) =>
    t(
      'ui.sample.random',
      '{{count}} traces drawn at random from {{seen}} seen, by the traffic of {{slices}} slices of time; of a busy slice its newest are seen',
      {
        defaultValue_one:
          '{{count}} trace drawn at random from {{seen}} seen, by the traffic of {{slices}} slices of time',
        ...raw(counted(p)),
      }
    ),
  'sample.stratified': (p) =>
    t(
      'ui.sample.stratified',
      '{{count}} traces, as many from each of {{slices}} slices of time, drawn at random from {{seen}} seen; of a busy slice its newest are seen',
      {
        defaultValue_one: '{{count}} trace drawn from {{seen}} seen in {{slices}} slices of time',
        ...raw(counted(p)),
      }
    ),
  'sample.fetching': (p) => t('ui.sample.fetching', '{{done}} of {{total}} traces fetched', raw(p)),
  'sample.missing': (p) =>
    t('ui.sample.missing', '{{missing}} of {{total}} traces were found and could not be fetched', raw(p)),
  'sample.no-traceql': (p) => t('ui.sample.no-traceql', 'Cannot be asked in TraceQL: {{type}}', raw(p)),
  'history.asked': (p) =>
    t('ui.history.asked', 'Usual durations of {{count}} operations, from the {{hours}} h before', {
      defaultValue_one: 'Usual duration of {{count}} operation, from the {{hours}} h before',
      ...raw(counted(p)),
    }),
};

/** What to do about it, by the same keys. */
export const samplingRemedies: Readonly<Record<string, Words>> = {
  'sample.slowest-seen': () =>
    t('ui.sample-remedy.slowest-seen', 'Narrow the selection or the time range, or ask for fewer traces'),
  'sample.missing': () => t('ui.sample-remedy.missing', 'Ask for fewer traces, or raise the limits of the data source'),
  'sample.no-traceql': () => t('ui.sample-remedy.no-traceql', 'Link a Tempo data source'),
};
