import { t } from '@grafana/i18n';
import type { LegState, Signal } from '../../engine/correlation';
import { assertUnreachable, type ProblemParams } from '../../engine/result';
import { raw } from './raw';

type Words = (params: ProblemParams) => string;

/** What a leg says of itself, by the keys that `ReportLine.message` holds. */
export const legWords: Readonly<Record<string, Words>> = {
  'leg.waiting': () => t('ui.leg.waiting', 'Waits for what the other sources find'),
  'leg.loading': () => t('ui.leg.loading', 'Is being asked'),
  'leg.done': () => t('ui.leg.done', 'Answered in full'),
  'leg.empty': () => t('ui.leg.empty', 'Found nothing'),
  'leg.absent': (p) => t('ui.leg.absent', '{{count}} traces are not in this source', raw(p)),
  'leg.no-source': () => t('ui.leg.no-source', 'No data source is linked for this signal'),
  'leg.no-place': (p) =>
    t('ui.leg.no-place', 'The key {{key}} names no place that this source could be asked for', raw(p)),
  'plan.widened': (p) =>
    t(
      'ui.leg.widened',
      'Nothing was found in the asked time, so {{seconds}} s before and after were searched too',
      raw(p)
    ),
  'leg.skipped': () => t('ui.leg.skipped', 'Was not asked'),
  'leg.source-unknown': () => t('ui.leg.source-unknown', 'Grafana does not know this source, or hides it from you'),
  'leg.unavailable': (p) => t('ui.leg.unavailable', "The source's plugin could not be loaded: {{reason}}", raw(p)),
  'leg.forbidden': (p) => t('ui.leg.forbidden', 'Refused: {{reason}}', raw(p)),
  'leg.rate-limited': (p) => t('ui.leg.rate-limited', 'Refused for now, too many requests: {{reason}}', raw(p)),
  'leg.failed': (p) => t('ui.leg.failed', 'Failed: {{reason}}', raw(p)),
  'leg.no-answer': () => t('ui.leg.no-answer', 'Ended without an answer'),
  'leg.malformed': (p) => t('ui.leg.malformed', 'Answered what cannot be read: {{reason}}', raw(p)),
  'leg.source-timed-out': (p) => t('ui.leg.source-timed-out', 'The source gave up: {{reason}}', raw(p)),
  'leg.timed-out': (p) => t('ui.leg.timed-out', 'No answer within {{seconds}} s', raw(p)),
  'leg.cut': (p) => t('ui.leg.cut', 'Rows came, but the answer had not ended after {{seconds}} s', raw(p)),
  'leg.truncated': (p) => t('ui.leg.truncated', 'Cut at the limit of {{limit}} rows; there may be more', raw(p)),
  'leg.partial': (p) => t('ui.leg.partial', 'Some of its queries failed: {{reason}}', raw(p)),
  'leg.budget': (p) => t('ui.leg.budget', 'Not asked: the {{budget}} requests of this refresh were used up', raw(p)),
  'leg.cancelled': () => t('ui.leg.cancelled', 'Cancelled'),
};

/** What to do about it, by the same keys. */
export const legRemedies: Readonly<Record<string, Words>> = {
  'leg.empty': () => t('ui.leg-remedy.empty', 'Check the key, the ID and the time range'),
  'leg.no-source': () => t('ui.leg-remedy.no-source', 'Link one in the settings of the data source'),
  'leg.no-place': () => t('ui.leg-remedy.no-place', 'Add a place to the key in the settings of the data source'),
  'leg.source-unknown': () =>
    t('ui.leg-remedy.source-unknown', 'Ask an administrator for permission to query it, or link another source'),
  'leg.unavailable': () => t('ui.leg-remedy.unavailable', 'Check that its plugin is installed and enabled'),
  'leg.forbidden': () => t('ui.leg-remedy.forbidden', 'Ask an administrator for permission to query this data source'),
  'leg.rate-limited': () => t('ui.leg-remedy.rate-limited', 'Wait, or refresh less often'),
  'leg.failed': () => t('ui.leg-remedy.failed', 'Test the data source; run its query in Explore'),
  'leg.no-answer': () => t('ui.leg-remedy.no-answer', 'Test the data source'),
  'leg.malformed': () => t('ui.leg-remedy.malformed', 'Report the frame: open the query inspector and copy the data'),
  'leg.source-timed-out': () => t('ui.leg-remedy.source-timed-out', 'Narrow the time range'),
  'leg.timed-out': () => t('ui.leg-remedy.timed-out', 'Narrow the time range, or raise the timeout in the settings'),
  'leg.cut': () => t('ui.leg-remedy.cut', 'Narrow the time range, or raise the timeout in the settings'),
  'leg.truncated': () => t('ui.leg-remedy.truncated', 'Raise the limit in the query, or narrow the time range'),
  'leg.partial': () => t('ui.leg-remedy.partial', 'Run its query in Explore'),
  'leg.budget': () => t('ui.leg-remedy.budget', 'Raise the budget of requests in the settings'),
};

/** The state of a leg in one or two words. */
export function legStateText(state: LegState): string {
  switch (state) {
    case 'waiting':
      return t('ui.leg-state.waiting', 'waiting');
    case 'loading':
      return t('ui.leg-state.loading', 'loading');
    case 'done':
      return t('ui.leg-state.done', 'done');
    case 'empty':
      return t('ui.leg-state.empty', 'nothing found');
    case 'partial':
      return t('ui.leg-state.partial', 'partial');
    case 'failed':
      return t('ui.leg-state.failed', 'failed');
    case 'forbidden':
      return t('ui.leg-state.forbidden', 'forbidden');
    case 'timed-out':
      return t('ui.leg-state.timed-out', 'timed out');
    case 'skipped':
      return t('ui.leg-state.skipped', 'skipped');
    default:
      return assertUnreachable(state);
  }
}

/** The name of a signal. */
export function signalText(signal: Signal): string {
  switch (signal) {
    case 'traces':
      return t('ui.signal.traces', 'Traces');
    case 'logs':
      return t('ui.signal.logs', 'Logs');
    case 'metrics':
      return t('ui.signal.metrics', 'Metrics');
    default:
      return assertUnreachable(signal);
  }
}
