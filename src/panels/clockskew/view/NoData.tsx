import { type DataQueryError, LoadingState, type PanelData } from '@grafana/data';
import type { TimeZone } from '@grafana/schema';
import { t } from '@grafana/i18n';
import React from 'react';
import { epochNsFromMs } from '../../../engine/units';
import { formatMoment, JoinReport, legTone, raw, StateMessage } from '../../../ui';
import type { Clocks, Reading } from '../viewModel';
import { Unjoined } from './Unjoined';

interface Props {
  readonly data: PanelData;
  readonly reading: Reading;
  readonly clocks: Clocks;
  readonly timeZone: TimeZone;
}

/** Why there is nothing to draw, what is known all the same, and what to do. */
export function NoData({ data, reading, clocks, timeZone }: Props) {
  const errors = data.errors ?? [];
  const known = [askedText(data, timeZone), ...errors.map(errorText)];
  const report = reading.report.length > 0 && <JoinReport lines={reading.report} />;
  if (isForbidden(errors, reading)) {
    return (
      <StateMessage
        kind="forbidden"
        title={t('clockskew.state.forbidden', 'Not allowed to read this')}
        known={known}
        advice={[
          t(
            'clockskew.state.forbidden-advice',
            'Ask an administrator for permission to query the data sources named here'
          ),
        ]}
      >
        {report}
      </StateMessage>
    );
  }
  if (isFailed(data, errors, reading)) {
    return (
      <StateMessage
        kind="failed"
        title={t('clockskew.state.failed', 'No source answered')}
        known={known}
        advice={[
          t('clockskew.state.failed-advice', 'Test the data source, or run the query in Explore'),
          t('clockskew.state.failed-retry', 'Refresh the dashboard to ask again'),
        ]}
      >
        {report}
      </StateMessage>
    );
  }
  if (isLoading(data, reading)) {
    return (
      <StateMessage kind="loading" title={t('clockskew.state.loading', 'Asking the sources')} known={known}>
        {report}
      </StateMessage>
    );
  }
  if (reading.traces.length > 0) {
    return <Unjoined reading={reading} clocks={clocks} known={known} />;
  }
  return reading.foreign.length > 0 ? (
    <Unreadable reading={reading} known={known} />
  ) : (
    <StateMessage
      kind="empty"
      title={t('clockskew.state.empty', 'No trace was found, so no clock can be compared')}
      known={known}
      advice={emptyAdvice()}
    >
      {report}
    </StateMessage>
  );
}

function Unreadable({ reading, known }: { readonly reading: Reading; readonly known: readonly string[] }) {
  return (
    <StateMessage
      kind="unreadable"
      title={t('clockskew.state.unreadable', 'No spans in this data')}
      known={[
        ...known,
        t(
          'clockskew.state.unreadable-frames',
          'Found instead: {{frames}}',
          raw({ frames: reading.foreign.join('; ') })
        ),
      ]}
      advice={[
        t(
          'clockskew.state.unreadable-advice',
          'Query many traces with the view “Traces” of the Clew data source, or one by its ID'
        ),
        t('clockskew.state.unreadable-search', 'A search lists traces but does not hold their spans'),
      ]}
    />
  );
}

function askedText({ timeRange }: PanelData, timeZone: TimeZone): string {
  const from = formatMoment(epochNsFromMs(timeRange.from.valueOf()), timeZone);
  const to = formatMoment(epochNsFromMs(timeRange.to.valueOf()), timeZone);
  return t('clockskew.state.asked-range', 'Asked from {{from}} to {{to}}', raw({ from, to }));
}

function emptyAdvice(): readonly string[] {
  return [
    t('clockskew.state.empty-range', 'Widen the time range'),
    t(
      'clockskew.state.empty-query',
      'Check the search of this panel’s query: clocks are read from any traces, the more the better'
    ),
  ];
}

function errorText(error: DataQueryError): string {
  const message = error.message ?? error.data?.message ?? error.statusText ?? String(error.status ?? '');
  return error.refId === undefined ? message : `${error.refId}: ${message}`;
}

function isForbidden(errors: readonly DataQueryError[], { report }: Reading): boolean {
  const refused = (status: number | undefined) => status === 401 || status === 403;
  return (
    errors.some((error) => refused(error.status)) ||
    (report.some((line) => line.state === 'forbidden') && report.every((line) => legTone(line.state) !== 'good'))
  );
}

function isFailed(data: PanelData, errors: readonly DataQueryError[], { report }: Reading): boolean {
  return (
    data.state === LoadingState.Error ||
    errors.length > 0 ||
    report.some((line) => line.state === 'failed' || line.state === 'timed-out')
  );
}

function isLoading(data: PanelData, { report }: Reading): boolean {
  return (
    data.state === LoadingState.Loading ||
    data.state === LoadingState.NotStarted ||
    report.some((line) => line.state === 'loading' || line.state === 'waiting')
  );
}
