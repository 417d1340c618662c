import type { TimeSpan } from '../../../ui';
import type { Matches } from './filter';
import type { LaneBox, Layout, StripBox } from './layout';
import type { Tear, Timeline } from './types';

/** Text beside or inside what it names. */
export interface Label {
  readonly text: string;
  readonly x: number;
  /** Which end of the text lies at `x`. */
  readonly align: 'left' | 'right';
  readonly inside: boolean;
  /** A second, quieter text right after the first: the duration. */
  readonly aside: string | undefined;
  /** Width of `text`, so that what follows can be placed. */
  readonly width: number;
}

/** One span, or several too short to tell apart. */
export interface Bar {
  /** The first span of those it stands for. */
  readonly item: number;
  readonly count: number;
  readonly x: number;
  readonly width: number;
  readonly y: number;
  readonly error: boolean;
  readonly orphan: boolean;
  /** The span waited for another service: client and producer spans. */
  readonly waits: boolean;
  /** Does not pass the filter. */
  readonly dim: boolean;
  /** Stands elsewhere than it was stamped: clocks were corrected. */
  readonly shifted: boolean;
  readonly label: Label | undefined;
}

/** One log line, or several too close to tell apart. */
export interface Tick {
  /** The loudest line of those it stands for. */
  readonly item: number;
  readonly count: number;
  readonly x: number;
  readonly y: number;
  readonly severity: number;
  readonly dim: boolean;
  readonly shifted: boolean;
  readonly label: Label | undefined;
}

/** A metric over the visible window. */
export interface StripDrawing {
  readonly box: StripBox;
  /** Lines between samples, as x and y by turns; a gap in the samples starts a new one. */
  readonly segments: ReadonlyArray<readonly number[]>;
  /** Samples themselves, as x and y by turns, when there is room to show them. */
  readonly dots: readonly number[];
  /** No sample lies in the window: what is drawn only joins the ones around it. */
  readonly between: boolean;
}

/** An exemplar, or several too close to tell apart. */
export interface Diamond {
  readonly item: number;
  readonly x: number;
  readonly y: number;
  /** It names one of the traces shown. */
  readonly known: boolean;
}

/** What is drawn of one lane. */
export interface SceneLane {
  readonly box: LaneBox;
  readonly bars: readonly Bar[];
  readonly ticks: readonly Tick[];
  readonly strips: readonly StripDrawing[];
  readonly diamonds: readonly Diamond[];
  /** What is missing, in words, on the log row. */
  readonly note: string | undefined;
}

/** What is drawn: pixels from the top left of the drawing, unscrolled. */
export interface Scene {
  readonly lanes: readonly SceneLane[];
  readonly request: { readonly x: number; readonly width: number } | undefined;
  /** Stretches outside every error context, as x and width by turns. */
  readonly shaded: readonly number[];
  readonly tears: ReadonlyArray<{ readonly tear: Tear; readonly x: number }>;
  readonly failureX: number | undefined;
  /** Bars, ticks, sample points and diamonds: what the painter has to do. */
  readonly drawn: number;
}

/** Words that the drawing needs and the view makes. */
export interface SceneWords {
  readonly duration: (ns: number) => string;
  readonly orphan: (parentSpanId: string) => string;
  readonly spans: (count: number) => string;
  readonly lines: (count: number) => string;
  readonly linesOutside: (count: number) => string;
  readonly noLogs: string;
  readonly logsFailed: string;
  readonly logsLoading: string;
}

/** Width of a text in pixels. */
export interface Measure {
  readonly label: (text: string) => number;
  readonly mono: (text: string) => number;
}

/** What the reader looks at. */
export interface SceneInput {
  readonly timeline: Timeline;
  readonly layout: Layout;
  readonly matches: Matches;
  readonly window: TimeSpan;
  /** Width of the drawing in pixels. */
  readonly width: number;
  /** The vertical part of the drawing that is on the screen, in pixels. */
  readonly top: number;
  readonly height: number;
  readonly measure: Measure;
  readonly words: SceneWords;
}
