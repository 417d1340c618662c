import {
  type DataFrame,
  type DataQueryError,
  dateTime,
  EventBusSrv,
  getDefaultTimeRange,
  LoadingState,
} from '@grafana/data';
import React from 'react';
import { drawTrace, epochMsAt } from '../../../../pkg/testkit';
import { writeTrace } from '../../../frames';
import { CriticalPathPanel } from '../CriticalPathPanel';
import { type CriticalPathOptions, defaultOptions } from '../options';

/** What a test says of a panel; the rest is as Grafana would have it. */
export interface PanelDraft {
  readonly frames?: readonly DataFrame[];
  readonly state?: LoadingState;
  readonly errors?: DataQueryError[];
  readonly options?: Partial<CriticalPathOptions>;
  readonly width?: number;
  readonly height?: number;
}

/** A panel with everything that Grafana hands to one. */
export function panel(draft: PanelDraft): React.JSX.Element {
  const timeRange = {
    ...getDefaultTimeRange(),
    from: dateTime(epochMsAt(-60_000)),
    to: dateTime(epochMsAt(60_000)),
  };
  const unused = () => undefined;
  return (
    <CriticalPathPanel
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
      height={draft.height ?? 600}
      eventBus={new EventBusSrv()}
      replaceVariables={(text) => text}
      onChangeTimeRange={unused}
    />
  );
}

/** Drawn traces as the frames of our data source, with links to Tempo. */
export function framesOf(...drawings: readonly string[]): DataFrame[] {
  return drawings.map((text, at) =>
    writeTrace(drawTrace(text, { traceId: String(at + 1).padStart(32, '0') }), {
      refId: 'A',
      source: { uid: 'tempo', type: 'tempo', name: 'Tempo' },
    })
  );
}
