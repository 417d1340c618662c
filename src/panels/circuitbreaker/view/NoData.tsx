import type { PanelData } from '@grafana/data';
import { t } from '@grafana/i18n';
import type { TimeZone } from '@grafana/schema';
import React from 'react';
import { epochNsFromMs } from '../../../engine/units';
import { answerState, errorText, formatMoment, JoinReport, raw, StateMessage } from '../../../ui';
import type { CircuitBreakerOptions } from '../options';
import type { Analysed } from '../viewModel';
import { oddText } from './words';

interface Props {
  readonly data: PanelData;
  readonly analysed: Analysed;
  readonly options: CircuitBreakerOptions;
  readonly timeZone: TimeZone;
}

/** Why there is no breaker to draw, what is known all the same, and what to do. */
export function NoData({ data, analysed, options, timeZone }: Props) {
  const { report, foreign } = analysed.reading;
  const known = [askedText(data, timeZone), ...(data.errors ?? []).map(errorText)];
  const legs = report.length > 0 && <JoinReport lines={report} />;
  switch (answerState(data, report)) {
    case 'forbidden':
      return (
        <StateMessage
          kind="forbidden"
          title={t('breaker.none.forbidden', 'Not allowed to read this')}
          known={known}
          advice={[
            t(
              'breaker.none.forbidden-advice',
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
          title={t('breaker.none.failed', 'No source answered')}
          known={known}
          advice={[
            t('breaker.none.failed-advice', 'Test the data source, or run the query in Explore'),
            t('breaker.none.failed-retry', 'Refresh the dashboard to ask again'),
          ]}
        >
          {legs}
        </StateMessage>
      );
    case 'loading':
      return (
        <StateMessage kind="loading" title={t('breaker.none.loading', 'Asking the sources')} known={known}>
          {legs}
        </StateMessage>
      );
    case 'answered':
      return (
        <StateMessage
          kind={foreign.length > 0 ? 'unreadable' : 'empty'}
          title={t('breaker.none.empty', 'No circuit breaker was found, and no calls that show one')}
          known={[...known, ...foundTexts(analysed), ...analysed.problems.map(oddText)]}
          advice={adviceTexts(options)}
        >
          {legs}
        </StateMessage>
      );
  }
}

function askedText({ timeRange }: PanelData, timeZone: TimeZone): string {
  const from = formatMoment(epochNsFromMs(timeRange.from.valueOf()), timeZone);
  const to = formatMoment(epochNsFromMs(timeRange.to.valueOf()), timeZone);
  return t('breaker.none.asked-range', 'Asked from {{from}} to {{to}}', raw({ from, to }));
}

const MOST_NAMES = 6;

/** What the data holds instead, by name: a metric that is nobody's convention can be mapped. */
function foundTexts({ reading }: Analysed): readonly string[] {
  const names = [...new Set(reading.series.map(({ name }) => name))];
  const shown = names.slice(0, MOST_NAMES).join(', ');
  return [
    ...(names.length === 0
      ? []
      : [
          t('breaker.none.metrics', 'Metrics that no known library’s breakers write: {{names}}', {
            ...raw({ names: names.length > MOST_NAMES ? `${shown}, …` : shown }),
          }),
        ]),
    ...(reading.traces.length === 0
      ? []
      : [
          t('breaker.none.traces', '{{count}} traces, in which no call fails fast or is refused', {
            count: reading.traces.length,
            defaultValue_one: 'One trace, in which no call fails fast or is refused',
          }),
        ]),
    ...(reading.foreign.length === 0
      ? []
      : [t('breaker.none.foreign', 'Not understood: {{frames}}', raw({ frames: reading.foreign.join('; ') }))]),
  ];
}

function adviceTexts({ shadow }: CircuitBreakerOptions): readonly string[] {
  return [
    t('breaker.none.query', 'Query the breakers’ metrics, for instance {{example}}, or the view “Breakers” of Clew', {
      ...raw({ example: 'resilience4j_circuitbreaker_state' }),
    }),
    t('breaker.none.spans', 'Or traces of the calls: states are inferred from their spans'),
    t('breaker.none.custom', 'A metric of your own is described in the options of this panel'),
    ...(shadow === 'all'
      ? []
      : [t('breaker.none.all', 'Option “Edges without a breaker: All” shows edges that needed none')]),
    t('breaker.none.range', 'Widen the time range'),
  ];
}
