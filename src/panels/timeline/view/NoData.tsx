import { type DataQueryError, LoadingState, type PanelData } from '@grafana/data';
import type { TimeZone } from '@grafana/schema';
import { t } from '@grafana/i18n';
import React from 'react';
import { epochNsFromMs } from '../../../engine/units';
import { formatMoment, JoinReport, legTone, raw, StateMessage } from '../../../ui';
import type { Reading } from '../viewModel';

interface Props {
  readonly data: PanelData;
  readonly reading: Reading;
  readonly id: string | undefined;
  readonly timeZone: TimeZone;
}

/** Why there is nothing to draw, what is known all the same, and what to do. */
export function NoData({ data, reading, id, timeZone }: Props) {
  const errors = data.errors ?? [];
  const known = [askedText(data, id, timeZone), ...errors.map(errorText)];
  const report = reading.report.length > 0 && <JoinReport lines={reading.report} />;
  if (isForbidden(errors, reading)) {
    return (
      <StateMessage
        kind="forbidden"
        title={t('timeline.state.forbidden', 'Not allowed to read this')}
        known={known}
        advice={[
          t(
            'timeline.state.forbidden-advice',
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
        title={t('timeline.state.failed', 'No source answered')}
        known={known}
        advice={[
          t('timeline.state.failed-advice', 'Test the data source, or run the query in Explore'),
          t('timeline.state.failed-retry', 'Refresh the dashboard to ask again'),
        ]}
      >
        {report}
      </StateMessage>
    );
  }
  if (isLoading(data, reading)) {
    return (
      <StateMessage kind="loading" title={t('timeline.state.loading', 'Asking the sources')} known={known}>
        {report}
      </StateMessage>
    );
  }
  return reading.foreign.length > 0 ? (
    <Unreadable reading={reading} known={known} />
  ) : (
    <StateMessage
      kind="empty"
      title={t('timeline.state.empty', 'Nothing was found')}
      known={known}
      advice={emptyAdvice(id)}
    >
      {report}
    </StateMessage>
  );
}

function Unreadable({ reading, known }: { readonly reading: Reading; readonly known: readonly string[] }) {
  return (
    <StateMessage
      kind="unreadable"
      title={t('timeline.state.unreadable', 'No spans, log lines or series in this data')}
      known={[
        ...known,
        t('timeline.state.unreadable-frames', 'Found instead: {{frames}}', raw({ frames: reading.foreign.join('; ') })),
      ]}
      advice={[
        t(
          'timeline.state.unreadable-advice',
          'Query one trace by its ID, log lines, or time series; a Mixed data source may give all three'
        ),
        t('timeline.state.unreadable-search', 'A search lists traces but does not hold their spans: open one of them'),
      ]}
    />
  );
}

function askedText({ timeRange }: PanelData, id: string | undefined, timeZone: TimeZone): string {
  const from = formatMoment(epochNsFromMs(timeRange.from.valueOf()), timeZone);
  const to = formatMoment(epochNsFromMs(timeRange.to.valueOf()), timeZone);
  return id === undefined
    ? t('timeline.state.asked-range', 'Asked from {{from}} to {{to}}', raw({ from, to }))
    : t('timeline.state.asked-id', 'Asked for {{id}}, from {{from}} to {{to}}', raw({ id, from, to }));
}

function emptyAdvice(id: string | undefined): readonly string[] {
  const advice = [t('timeline.state.empty-range', 'Widen the time range')];
  return id === undefined
    ? [...advice, t('timeline.state.empty-query', 'Check the queries of this panel')]
    : [
        ...advice,
        t(
          'timeline.state.empty-key',
          'Check that the ID is whole, and that the key of the query is the one it was logged under'
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
