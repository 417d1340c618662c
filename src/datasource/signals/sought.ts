import type { TimeWindow } from '../../engine/correlation';
import type { Exemplar, GoldenSignal } from '../../engine/model';
import type { Problem } from '../../engine/result';
import type { Breakdown, Convention, Matcher, Measure } from '../../engine/signals';
import type { ChildTarget } from '../delegate/child';
import { labelName } from '../language/conditions';
import type { Narrowing } from '../filters/narrowing';
import type { Verdict } from '../legs/verdict';
import type { Linked } from '../linked';

/** Golden signals to ask of a source. */
export interface Sought {
  readonly window: TimeWindow;
  /** Asked for the same subjects, and moved into the window. */
  readonly baseline: TimeWindow | undefined;
  readonly breakdown: Breakdown;
  /** Names of services; empty for the busiest, up to the limit. */
  readonly services: readonly string[];
  readonly signals: readonly GoldenSignal[];
  readonly conventions: readonly Convention[];
  readonly narrowing: Narrowing;
  /** Whether the whole house is measured too. */
  readonly whole: boolean;
}

/** All that one leg has brought so far, and how it stands. Each replaces the one before. */
export interface SignalUpdate {
  readonly leg: string;
  readonly source: Linked;
  readonly settled: boolean;
  readonly verdict: Verdict;
  readonly measures: readonly Measure[];
  readonly exemplars: readonly Exemplar[];
  readonly problems: readonly Problem[];
  /** The queries behind the measures. */
  readonly targets: readonly ChildTarget[];
  readonly elapsedMs: number | undefined;
}

/** Conditions of ad hoc filters, for series. */
export function filterMatchers({ filters }: Narrowing): readonly Matcher[] {
  return filters.flatMap(({ key, operator, value }) => {
    const label = labelName(key);
    return label === '' ? [] : [{ label, operator, value }];
  });
}

/** Labels that any dimension of the scope may be known under. */
export function scopeLabels({ scope }: Narrowing): readonly string[] {
  return [...new Set(scope.flatMap(({ labels }) => labels))];
}
