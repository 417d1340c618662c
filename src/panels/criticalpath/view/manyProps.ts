import type { ManyTraces } from '../viewModel';
import type { ViewProps } from './viewProps';

/** What every view of many traces is given. */
export interface ManyProps extends ViewProps {
  readonly many: ManyTraces;
}
