import type { PanelData } from '@grafana/data';
import type { TimeZone } from '@grafana/schema';
import type { ClockSkewOptions } from '../options';
import type { Clocks, ClockSettings, Reading } from '../viewModel';
import type { Look } from './look';

/** What every part of the panel is given. */
export interface ViewProps {
  readonly reading: Reading;
  readonly clocks: Clocks;
  readonly settings: ClockSettings;
  /** For links to Explore. */
  readonly request: PanelData['request'];
  readonly options: ClockSkewOptions;
  readonly look: Look;
  readonly timeZone: TimeZone;
  readonly width: number;
  readonly height: number;
}
