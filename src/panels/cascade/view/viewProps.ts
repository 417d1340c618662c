import type { PanelData } from '@grafana/data';
import type { TimeZone } from '@grafana/schema';
import type { Analysed, Cards, Phase } from '../viewModel';

/** What every part of the panel is given. */
export interface ViewProps {
  readonly analysed: Analysed;
  readonly cards: Cards;
  readonly request: PanelData['request'];
  readonly timeZone: TimeZone;
  /** Whether all sources have answered: until then anything may change. */
  readonly settled: boolean;
  /** By service, at the moment of the replay. */
  readonly phases: ReadonlyMap<string, Phase>;
  /** The service whose details are shown. */
  readonly chosen: string | undefined;
  readonly onChoose: (service: string | undefined) => void;
}
