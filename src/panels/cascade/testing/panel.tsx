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
import { CascadePanel } from '../CascadePanel';
import { type CascadeOptions, defaultOptions } from '../options';
import { LENGTH_MS, START_MS } from './frames';

/** What a test says of a panel; the rest is as Grafana would have it. */
export interface PanelDraft {
  readonly frames?: readonly DataFrame[];
  readonly state?: LoadingState;
  readonly errors?: DataQueryError[];
  readonly options?: Partial<CascadeOptions>;
  /** The time range, milliseconds since the epoch; that of the drawing when absent. */
  readonly range?: { readonly from: number; readonly to: number };
  readonly width?: number;
  readonly height?: number;
  readonly onChangeTimeRange?: PanelProps['onChangeTimeRange'];
}

/** A panel with everything that Grafana hands to one. */
export function panel(draft: PanelDraft): React.JSX.Element {
  const timeRange = {
    ...getDefaultTimeRange(),
    from: dateTime(draft.range?.from ?? START_MS),
    to: dateTime(draft.range?.to ?? START_MS + LENGTH_MS),
  };
  const unused = () => undefined;
  return (
    <CascadePanel
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
      onChangeTimeRange={draft.onChangeTimeRange ?? unused}
    />
  );
}
