import {
  type DataFrame,
  type DataQueryError,
  dateTime,
  EventBusSrv,
  getDefaultTimeRange,
  LoadingState,
  type PanelProps,
} from '@grafana/data';
import React from 'react';
import { drawTrace, epochMsAt, makeLogs, makeSeries } from '../../../../pkg/testkit';
import { writeLogs, writeReport, writeSeries, writeTrace } from '../../../frames';
import { type ReportLine } from '../../../engine/correlation';
import { defaultOptions, type TimelineOptions } from '../options';
import { TimelinePanel } from '../TimelinePanel';

/** What a test says of a panel; the rest is as Grafana would have it. */
export interface PanelDraft {
  readonly frames?: readonly DataFrame[];
  readonly state?: LoadingState;
  readonly errors?: DataQueryError[];
  readonly options?: Partial<TimelineOptions>;
  readonly id?: string;
  readonly eventBus?: EventBusSrv;
  readonly onChangeTimeRange?: PanelProps['onChangeTimeRange'];
  readonly width?: number;
}

/** A panel with everything that Grafana hands to one. */
export function panel(draft: PanelDraft): React.JSX.Element {
  const timeRange = {
    ...getDefaultTimeRange(),
    from: dateTime(epochMsAt(-60_000)),
    to: dateTime(epochMsAt(60_000)),
  };
  const state = draft.state ?? LoadingState.Done;
  const targets = draft.id === undefined ? [] : [{ refId: 'A', view: 'correlate', value: draft.id }];
  const unused = () => undefined;
  return (
    <TimelinePanel
      id={1}
      title=""
      transparent={false}
      renderCounter={0}
      data={{
        series: [...(draft.frames ?? [])],
        state,
        errors: draft.errors,
        timeRange,
        request: requestOf(targets, timeRange),
      }}
      options={{ ...defaultOptions, ...draft.options }}
      onOptionsChange={unused}
      fieldConfig={{ defaults: {}, overrides: [] }}
      onFieldConfigChange={unused}
      timeRange={timeRange}
      timeZone="utc"
      width={draft.width ?? 1000}
      height={600}
      eventBus={draft.eventBus ?? new EventBusSrv()}
      replaceVariables={(text) => text}
      onChangeTimeRange={draft.onChangeTimeRange ?? unused}
    />
  );
}

function requestOf(targets: Array<{ refId: string }>, range: ReturnType<typeof getDefaultTimeRange>) {
  return {
    app: 'dashboard',
    interval: '1s',
    intervalMs: 1000,
    range,
    requestId: '1',
    scopedVars: {},
    startTime: 0,
    targets,
    timezone: 'utc',
  };
}

/** A checkout that fails: frames as our data source writes them. */
export function checkoutFrames(report?: readonly ReportLine[]): DataFrame[] {
  const trace = drawTrace(
    `
    frontend/checkout [0-1000] server error #f1
      payment/charge [100-900] server error #p1
    `
  );
  const logs = makeLogs([
    {
      at: 10,
      service: 'frontend',
      line: '{"message":"order taken"}',
      level: 'info',
      labels: { trace_id: trace.traceId },
      id: 'l1',
    },
    {
      at: 880,
      service: 'payment',
      line: '{"message":"card declined"}',
      level: 'error',
      labels: { trace_id: trace.traceId },
      id: 'l2',
    },
  ]);
  const series = [
    makeSeries({
      service: 'frontend',
      signal: 'latency',
      quantile: 0.99,
      unit: 's',
      from: -50_000,
      intervalMs: 5000,
      values: Array.from({ length: 20 }, (_, at) => (at < 11 ? 0.2 : 0.9)),
    }),
  ];
  const tempo = { uid: 'tempo', type: 'tempo', name: 'Tempo' };
  return [
    writeTrace(trace, { refId: 'A', source: tempo }),
    writeLogs(logs, { refId: 'A' }),
    ...writeSeries(series, { refId: 'A' }),
    ...(report === undefined ? [] : [writeReport(report, { refId: 'A' })]),
  ];
}
