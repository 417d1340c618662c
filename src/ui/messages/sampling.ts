import { wording, type Wording } from './wording';

/** How traces were sampled, by the keys that the data source's view `traces` puts in its report. */
export const samplingWords: readonly Wording[] = [
  wording('ui.sample.searching', 'Searching; {{count}} traces seen', {
    count: 1,
    defaultValue_one: 'Searching; {{count}} trace seen',
  }),
  wording('ui.sample.all', 'All {{count}} traces of the selection', {
    count: 1,
    defaultValue_one: 'The only trace of the selection',
  }),
  wording('ui.sample.slowest', 'The {{count}} slowest: every trace of {{seconds}} s and more was seen', {
    count: 1,
    defaultValue_one: 'The slowest trace: every trace of {{seconds}} s and more was seen',
  }),
  wording(
    'ui.sample.slowest-seen',
    'The {{count}} slowest of {{seen}} traces seen; {{searches}} searches did not reach the end',
    {
      count: 1,
      defaultValue_one: 'The slowest of {{seen}} traces seen; {{searches}} searches did not reach the end',
    }
  ),
  wording('ui.sample.random-all', '{{count}} traces drawn at random from all {{seen}} of the selection', {
    count: 1,
    defaultValue_one: '{{count}} trace drawn at random from all {{seen}} of the selection',
  }),
  wording(
    'ui.sample.random',
    '{{count}} traces drawn at random from {{seen}} seen, by the traffic of {{slices}} slices of time; of a busy slice its newest are seen',
    {
      count: 1,
      defaultValue_one:
        '{{count}} trace drawn at random from {{seen}} seen, by the traffic of {{slices}} slices of time',
    }
  ),
  wording(
    'ui.sample.stratified',
    '{{count}} traces, as many from each of {{slices}} slices of time, drawn at random from {{seen}} seen; of a busy slice its newest are seen',
    { count: 1, defaultValue_one: '{{count}} trace drawn from {{seen}} seen in {{slices}} slices of time' }
  ),
  wording('ui.sample.fetching', '{{done}} of {{total}} traces fetched'),
  wording('ui.sample.missing', '{{missing}} of {{total}} traces were found and could not be fetched'),
  wording('ui.sample.no-traceql', 'Cannot be asked in TraceQL: {{type}}'),
  wording('ui.history.asked', 'Usual durations of {{count}} operations, from the {{hours}} h before', {
    count: 1,
    defaultValue_one: 'Usual duration of {{count}} operation, from the {{hours}} h before',
  }),
];

/** What to do about it, by the same keys. */
export const samplingRemedies: readonly Wording[] = [
  wording('ui.remedy.sample.slowest-seen', 'Narrow the selection or the time range, or ask for fewer traces'),
  wording('ui.remedy.sample.missing', 'Ask for fewer traces, or raise the limits of the data source'),
  wording('ui.remedy.sample.no-traceql', 'Link a Tempo data source'),
];
