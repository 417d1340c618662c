import type { EventBus } from '@grafana/data';
import type { TimeZone } from '@grafana/schema';
import type { Dispatch } from 'react';
import type { TimelineOptions } from '../options';
import type { Matches, Timeline, ViewAction, ViewState } from '../viewModel';
import type { Look } from './look';
import type { PixelSize } from '../../../ui';

/** What lanes and list are both given: they are two views of the same thing. */
export interface ViewProps {
  readonly timeline: Timeline;
  readonly matches: Matches;
  /** Items that pass the filter, in the order of time. */
  readonly order: Int32Array;
  readonly state: ViewState;
  readonly dispatch: Dispatch<ViewAction>;
  readonly look: Look;
  readonly options: TimelineOptions;
  readonly timeZone: TimeZone;
  readonly eventBus: EventBus;
  /** Sets the dashboard's time range, in milliseconds since the epoch. */
  readonly onDashboardRange: (range: { readonly from: number; readonly to: number }) => void;
  /** Size of the panel, where nothing can be measured. */
  readonly fallback: PixelSize;
}
