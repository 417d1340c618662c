import { LegendDisplayMode } from '@grafana/schema';
import { VizLegend } from '@grafana/ui';
import React, { type Dispatch } from 'react';
import type { TimelineOptions } from '../options';
import type { Timeline, ViewAction, ViewState } from '../viewModel';
import type { Look } from './look';
import { serviceText } from './words';

interface Props {
  readonly timeline: Timeline;
  readonly look: Look;
  readonly state: ViewState;
  readonly dispatch: Dispatch<ViewAction>;
  readonly placement: TimelineOptions['legend']['placement'];
}

/** Services, as Grafana's own legends behave: a click shows one alone, with Ctrl or Cmd it switches one. */
export function Legend({ timeline, look, state, dispatch, placement }: Props) {
  const keys = timeline.lanes.map((lane) => lane.service.key);
  const items = timeline.lanes.map(({ service }, at) => ({
    label: serviceText(service),
    color: look.lanes[at]?.line,
    yAxis: 1,
    disabled: state.filter.hidden.has(service.key),
    data: service.key,
  }));
  return (
    <VizLegend<string>
      displayMode={LegendDisplayMode.List}
      placement={placement}
      items={items}
      onLabelClick={({ data = '' }, event) =>
        dispatch(
          event.ctrlKey || event.metaKey || event.shiftKey
            ? { kind: 'toggle-service', key: data }
            : { kind: 'isolate-service', key: data, all: keys }
        )
      }
    />
  );
}
