import type { PanelData } from '@grafana/data';
import type { TimeZone } from '@grafana/schema';
import type { EpochNs } from '../../../engine/units';
import type { TimeSpan } from '../../../ui';
import type { CircuitBreakerOptions } from '../options';
import type { Analysed, Focus, Lane } from '../viewModel';
import type { Look } from './look';

/** What every part of the panel is given. */
export interface ViewProps {
  readonly analysed: Analysed;
  /** In the order in which they are shown. */
  readonly lanes: readonly Lane[];
  /** For links to Explore. */
  readonly request: PanelData['request'];
  readonly options: CircuitBreakerOptions;
  readonly look: Look;
  /** What times are relative to: the start of the window. */
  readonly origin: EpochNs;
  readonly window: TimeSpan;
  readonly timeZone: TimeZone;
  readonly width: number;
  readonly height: number;
  /** Where the keyboard is. */
  readonly focus: Focus | undefined;
  readonly onFocus: (focus: Focus | undefined) => void;
  /** What the details are of. */
  readonly onOpen: (focus: Focus | undefined) => void;
  /** The dashboard's time range. */
  readonly onRange: (range: TimeSpan) => void;
}
