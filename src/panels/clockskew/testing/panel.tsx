import {
  type DataFrame,
  type DataQueryError,
  dateTime,
  EventBusSrv,
  getDefaultTimeRange,
  LoadingState,
} from '@grafana/data';
import React from 'react';
import { epochMsAt, makeTrace, type TraceDraft } from '../../../../pkg/testkit';
import { writeTrace } from '../../../frames';
import { ClockSkewPanel } from '../ClockSkewPanel';
import { type ClockSkewOptions, defaultOptions } from '../options';

/** What a test says of a panel; the rest is as Grafana would have it. */
export interface PanelDraft {
  readonly frames?: readonly DataFrame[];
  readonly state?: LoadingState;
  readonly errors?: DataQueryError[];
  readonly options?: Partial<ClockSkewOptions>;
  readonly width?: number;
  readonly height?: number;
}

/** A panel with everything that Grafana hands to one. */
export function panel(draft: PanelDraft): React.JSX.Element {
  const timeRange = {
    ...getDefaultTimeRange(),
    from: dateTime(epochMsAt(-60_000)),
    to: dateTime(epochMsAt(900_000)),
  };
  const unused = () => undefined;
  return (
    <ClockSkewPanel
      id={1}
      title=""
      transparent={false}
      renderCounter={0}
      data={{
        series: [...(draft.frames ?? [])],
        state: draft.state ?? LoadingState.Done,
        errors: draft.errors,
        timeRange,
      }}
      options={{ ...defaultOptions, ...draft.options }}
      onOptionsChange={unused}
      fieldConfig={{ defaults: {}, overrides: [] }}
      onFieldConfigChange={unused}
      timeRange={timeRange}
      timeZone="utc"
      width={draft.width ?? 1200}
      height={draft.height ?? 700}
      eventBus={new EventBusSrv()}
      replaceVariables={(text) => text}
      onChangeTimeRange={unused}
    />
  );
}

/** Traces as the frames of our data source. */
export function framesOf(traces: readonly TraceDraft[]): DataFrame[] {
  return traces.map((draft) => writeTrace(makeTrace(draft), { refId: 'A' }));
}
