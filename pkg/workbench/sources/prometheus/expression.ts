import type { Labels } from './vector';

/** Which series: what an instant or range selector names. */
export interface Selector {
  /** Set when the name is plain to see, which is fast to look up; otherwise `matches` looks at `__name__` too. */
  readonly name: string | undefined;
  readonly matches: (labels: Labels) => boolean;
  /** What `absent()` can tell of series that are not there: labels that must equal one value. */
  readonly equal: Labels;
}

/** How the elements of two vectors find each other. */
export interface Matching {
  readonly kind: 'on' | 'ignoring';
  readonly labels: readonly string[];
  /** The side of which several elements may match one: `group_left`, `group_right`. */
  readonly many: 'none' | 'left' | 'right';
  /** Labels that the many take from the one. */
  readonly include: readonly string[];
}

export interface Grouping {
  readonly kind: 'by' | 'without';
  readonly labels: readonly string[];
}

/** What a range function looks at, each step a window of it. */
export type Matrix =
  | { readonly kind: 'matrix'; readonly selector: Selector; readonly rangeMs: number; readonly offsetMs: number }
  | {
      readonly kind: 'subquery';
      readonly of: Expression;
      readonly rangeMs: number;
      readonly stepMs: number;
      readonly offsetMs: number;
    };

/** A PromQL expression. `text` is how it was written, for refusals. */
export type Expression =
  | Matrix
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'selector'; readonly selector: Selector; readonly offsetMs: number }
  | { readonly kind: 'negate'; readonly of: Expression }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expression[]; readonly text: string }
  | {
      readonly kind: 'aggregate';
      readonly operator: string;
      readonly grouping: Grouping;
      readonly parameter: Expression | undefined;
      readonly of: Expression;
      readonly text: string;
    }
  | {
      readonly kind: 'binary';
      readonly operator: string;
      readonly bool: boolean;
      readonly matching: Matching;
      readonly left: Expression;
      readonly right: Expression;
    };

/** Every selector of an expression: what an exemplar query looks at. */
export function selectorsOf(expression: Expression): readonly Selector[] {
  switch (expression.kind) {
    case 'selector':
    case 'matrix':
      return [expression.selector];
    case 'call':
      return expression.args.flatMap(selectorsOf);
    case 'binary':
      return [...selectorsOf(expression.left), ...selectorsOf(expression.right)];
    case 'subquery':
    case 'negate':
    case 'aggregate':
      return selectorsOf(expression.of);
    default:
      return [];
  }
}
