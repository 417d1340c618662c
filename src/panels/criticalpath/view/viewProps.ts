import type { DataFrame } from '@grafana/data';
import type { TimeZone } from '@grafana/schema';
import type { Dispatch } from 'react';
import type { ClockCorrection } from '../../../engine/clock';
import type { CriticalPathOptions } from '../options';
import type { FieldLook, ViewAction, ViewState } from '../viewModel';
import type { Look } from './look';
import type { Words } from './words';

/** What every view of the panel is given. */
export interface ViewProps {
  /** For data links. */
  readonly frames: readonly DataFrame[];
  readonly options: CriticalPathOptions;
  readonly fields: FieldLook;
  readonly state: ViewState;
  readonly dispatch: Dispatch<ViewAction>;
  /** What was moved to have all traces on one clock; absent where times are as the sources gave them. */
  readonly correction: ClockCorrection | undefined;
  readonly onCorrect: (on: boolean) => void;
  readonly look: Look;
  readonly words: Words;
  readonly timeZone: TimeZone;
  readonly width: number;
  readonly height: number;
}
