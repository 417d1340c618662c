import type { PanelData } from '@grafana/data';
import { t } from '@grafana/i18n';
import type { TimeZone } from '@grafana/schema';
import React from 'react';
import { epochNsFromMs } from '../../../engine/units';
import { answerState, errorText, formatMoment, JoinReport, raw, StateMessage } from '../../../ui';
import type { Analysed } from '../viewModel';
import { oddText } from './words';

interface Props {
  readonly data: PanelData;
  readonly analysed: Analysed;
  readonly timeZone: TimeZone;
}

/** Why there is no service to draw, what is known all the same, and what to do. */
export function NoData({ data, analysed, timeZone }: Props) {
  const { report, foreign } = analysed.reading;
  const known = [askedText(data, timeZone), ...(data.errors ?? []).map(errorText)];
  const legs = report.length > 0 && <JoinReport lines={report} />;
  switch (answerState(data, report)) {
    case 'forbidden':
      return (
        <StateMessage
          kind="forbidden"
          title={t('cascade.none.forbidden', 'Not allowed to read this')}
          known={known}
          advice={[
            t(
              'cascade.none.forbidden-advice',
              'Ask an administrator for permission to query the data sources named here'
            ),
          ]}
        >
          {legs}
        </StateMessage>
      );
    case 'failed':
      return (
        <StateMessage
          kind="failed"
          title={t('cascade.none.failed', 'No source answered')}
          known={known}
          advice={[
            t('cascade.none.failed-advice', 'Test the data source, or run the query in Explore'),
            t('cascade.none.failed-retry', 'Refresh the dashboard to ask again'),
          ]}
        >
          {legs}
        </StateMessage>
      );
    case 'loading':
      return (
        <StateMessage kind="loading" title={t('cascade.none.loading', 'Asking the sources')} known={known}>
          {legs}
        </StateMessage>
      );
    case 'answered':
      return (
        <StateMessage
          kind={foreign.length > 0 ? 'unreadable' : 'empty'}
          title={t('cascade.none.empty', 'No service was found in the answers')}
          known={[
            ...known,
            ...(foreign.length === 0
              ? []
              : [t('cascade.none.foreign', 'Not understood: {{frames}}', raw({ frames: foreign.join('; ') }))]),
            ...analysed.problems.map(oddText),
          ]}
          advice={[
            t('cascade.none.view', 'Query the view “Cascade” or “Services” of Clew'),
            t(
              'cascade.none.raw',
              'Or metrics of requests, traces or log lines of any source, with the names of services'
            ),
            t('cascade.none.range', 'Widen the time range'),
          ]}
        >
          {legs}
        </StateMessage>
      );
  }
}

function askedText({ timeRange }: PanelData, timeZone: TimeZone): string {
  const from = formatMoment(epochNsFromMs(timeRange.from.valueOf()), timeZone);
  const to = formatMoment(epochNsFromMs(timeRange.to.valueOf()), timeZone);
  return t('cascade.none.asked-range', 'Asked from {{from}} to {{to}}', raw({ from, to }));
}
