import type { Label } from './label';

/** How one incident was answered. */
export interface Scored extends Label {
  /** Of the labelled service: how many have at least its score. `undefined` when it is not among the suspects. */
  readonly rank: number | undefined;
  /** Of the first suspect. */
  readonly confidence: number;
}

/** Share of incidents whose service is among the first k. */
export interface Accuracy {
  readonly 'AS@1': number;
  readonly 'AS@3': number;
  readonly 'AS@5': number;
}

export interface RcaSummary {
  readonly all: Accuracy;
  readonly byKind: Readonly<Record<string, Accuracy & { readonly n: number }>>;
  readonly n: number;
}

/** Strict rank: of suspects with the same score all count as before it. */
export function strictRank(
  suspects: ReadonlyArray<{ readonly service: string; readonly score: number }>,
  service: string
): number | undefined {
  const own = suspects.find((suspect) => suspect.service === service);
  return own === undefined ? undefined : suspects.filter(({ score }) => score >= own.score).length;
}

export function summary(scored: readonly Scored[]): RcaSummary {
  const types = [...new Set(scored.map(({ type }) => type))].sort();
  return {
    all: accuracy(scored),
    byKind: Object.fromEntries(
      types.map((type) => {
        const own = scored.filter((one) => one.type === type);
        return [type, { ...accuracy(own), n: own.length }];
      })
    ),
    n: scored.length,
  };
}

function accuracy(scored: readonly Scored[]): Accuracy {
  const within = (k: number): number =>
    scored.length === 0 ? 0 : scored.filter(({ rank = Infinity }) => rank <= k).length / scored.length;
  return { 'AS@1': within(1), 'AS@3': within(3), 'AS@5': within(5) };
}

/** One class of confidence: what was said on average, and how often it was right. */
export interface ConfidenceClass {
  readonly to: number;
  readonly n: number;
  readonly said: number;
  readonly right: number;
}

const CLASSES = [0.5, 0.8, 0.95, 0.99, 1];

/** Whether confidence says what it means: classes that hold any answers. */
export function calibration(scored: readonly Scored[]): readonly ConfidenceClass[] {
  return CLASSES.flatMap((to, at) => {
    const from = CLASSES[at - 1] ?? 0;
    const own = scored.filter(({ confidence }) => confidence > from && confidence <= to);
    const mean = (values: readonly number[]): number =>
      Number((values.reduce((sum, value) => sum + value, 0) / values.length).toFixed(3));
    return own.length === 0
      ? []
      : [
          {
            to,
            n: own.length,
            said: mean(own.map(({ confidence }) => confidence)),
            right: mean(own.map(({ rank }) => (rank === 1 ? 1 : 0))),
          },
        ];
  });
}
