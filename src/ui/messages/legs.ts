import { t } from '@grafana/i18n';
import type { LegState, Signal } from '../../engine/correlation';
import { assertUnreachable } from '../../engine/result';
import { wording, type Wording } from './wording';

/** What a leg says of itself, by the keys that `ReportLine.message` holds. */
export const legWords: readonly Wording[] = [
  wording('ui.leg.waiting', 'Waits for what the other sources find'),
  wording('ui.leg.loading', 'Is being asked'),
  wording('ui.leg.done', 'Answered in full'),
  wording('ui.leg.empty', 'Found nothing'),
  wording('ui.leg.absent', '{{count}} traces are not in this source'),
  wording('ui.leg.no-source', 'No data source is linked for this signal'),
  wording('ui.leg.no-place', 'The key {{key}} names no place that this source could be asked for'),
  wording(
    'ui.plan.widened',
    'Nothing was found in the asked time, so {{seconds}} s before and after were searched too'
  ),
  wording('ui.leg.skipped', 'Was not asked'),
  wording('ui.leg.source-unknown', 'Grafana does not know this source, or hides it from you'),
  wording('ui.leg.unavailable', "The source's plugin could not be loaded: {{reason}}"),
  wording('ui.leg.forbidden', 'Refused: {{reason}}'),
  wording('ui.leg.rate-limited', 'Refused for now, too many requests: {{reason}}'),
  wording('ui.leg.failed', 'Failed: {{reason}}'),
  wording('ui.leg.no-answer', 'Ended without an answer'),
  wording('ui.leg.malformed', 'Answered what cannot be read: {{reason}}'),
  wording('ui.leg.source-timed-out', 'The source gave up: {{reason}}'),
  wording('ui.leg.timed-out', 'No answer within {{seconds}} s'),
  wording('ui.leg.cut', 'Rows came, but the answer had not ended after {{seconds}} s'),
  wording('ui.leg.truncated', 'Cut at the limit of {{limit}} rows; there may be more'),
  wording('ui.leg.partial', 'Some of its queries failed: {{reason}}'),
  wording('ui.leg.budget', 'Not asked: the {{budget}} requests of this refresh were used up'),
  wording('ui.leg.cancelled', 'Cancelled'),
];

/** What to do about it, by the same keys. */
export const legRemedies: readonly Wording[] = [
  wording('ui.remedy.leg.empty', 'Check the key, the ID and the time range'),
  wording('ui.remedy.leg.no-source', 'Link one in the settings of the data source'),
  wording('ui.remedy.leg.no-place', 'Add a place to the key in the settings of the data source'),
  wording('ui.remedy.leg.source-unknown', 'Ask an administrator for permission to query it, or link another source'),
  wording('ui.remedy.leg.unavailable', 'Check that its plugin is installed and enabled'),
  wording('ui.remedy.leg.forbidden', 'Ask an administrator for permission to query this data source'),
  wording('ui.remedy.leg.rate-limited', 'Wait, or refresh less often'),
  wording('ui.remedy.leg.failed', 'Test the data source; run its query in Explore'),
  wording('ui.remedy.leg.no-answer', 'Test the data source'),
  wording('ui.remedy.leg.malformed', 'Report the frame: open the query inspector and copy the data'),
  wording('ui.remedy.leg.source-timed-out', 'Narrow the time range'),
  wording('ui.remedy.leg.timed-out', 'Narrow the time range, or raise the timeout in the settings'),
  wording('ui.remedy.leg.cut', 'Narrow the time range, or raise the timeout in the settings'),
  wording('ui.remedy.leg.truncated', 'Raise the limit in the query, or narrow the time range'),
  wording('ui.remedy.leg.partial', 'Run its query in Explore'),
  wording('ui.remedy.leg.budget', 'Raise the budget of requests in the settings'),
];

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
