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
import { CircuitBreakerPanel } from '../CircuitBreakerPanel';
import { type CircuitBreakerOptions, defaultOptions } from '../options';

/** Where the drawings of breakers begin. Milliseconds since the epoch. */
export const START_MS = Date.UTC(2026, 10, 21, 14, 0);

const LENGTH_MS = 300_000;

/** What a test says of a panel; the rest is as Grafana would have it. */
export interface PanelDraft {
  readonly frames?: readonly DataFrame[];
  readonly state?: LoadingState;
  readonly errors?: DataQueryError[];
  readonly options?: Partial<CircuitBreakerOptions>;
  /** The time range, milliseconds since the epoch; five minutes from {@link START_MS} when absent. */
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
    <CircuitBreakerPanel
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
