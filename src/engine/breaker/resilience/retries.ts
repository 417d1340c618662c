import { median, quantileSorted } from 'simple-statistics';

import { nanos } from '../../units';
import type { AnalysisWindow, EdgeCall, EdgeOutcomes } from '../inference';
import { endOf } from '../inference/outcomes';
import type { BreakerFinding } from '../types';
import { type Attempts, attemptsOf } from './attempts';
import type { ResilienceMessage } from './messages';
import { spansOf } from './operations';

/** Requests that were tried again, from which an edge counts as one with retries. */
const FEWEST_RETRIED = 2;
const FEWEST_GAPS = 5;
/** Pauses that differ by less, from the 10 % to the 90 % quantile and against their median, are the same. */
const REGULAR = 0.1;
const REGULAR_NS = 1e6;
/** Retries of different requests within this come together. */
const TOGETHER_NS = 10e6;
/** Where everything tries everything again, more paths tell nothing new. */
const MOST_PATHS = 100;
/** So many calls for one are a storm in the making. */
const STORM = 8;
const COUNTED = 0.9;
const REGULAR_CONFIDENCE = 0.8;

/** An edge with what its callers try. */
interface Retried {
  readonly edge: EdgeOutcomes;
  /** Of more than one attempt. */
  readonly retried: readonly Attempts[];
  /** Most attempts for one call. */
  readonly most: number;
}

/** Retries whose numbers multiply from hop to hop, and retries that come without jitter. */
export function retryFindings(edges: readonly EdgeOutcomes[], window: AnalysisWindow): readonly BreakerFinding[] {
  const retried = edges.flatMap((edge): readonly Retried[] => {
    const again = attemptsOf(edge).filter((attempts) => attempts.length > 1);
    return again.length < FEWEST_RETRIED
      ? []
      : [{ edge, retried: again, most: Math.max(...again.map((attempts) => attempts.length)) }];
  });
  return [
    ...paths(retried).map((path) => multiplied(path, window)),
    ...retried.flatMap((one) => {
      const found = withoutJitter(one, window);
      return found === undefined ? [] : [found];
    }),
  ];
}

/** Longest chains of edges with retries, each callee the caller of the next; a circle is cut where it closes. */
function paths(retried: readonly Retried[]): ReadonlyArray<readonly Retried[]> {
  const found: Array<readonly Retried[]> = [];
  const growing = retried
    .filter(({ edge }) => !retried.some((other) => other.edge.callee === edge.caller))
    .map((first): readonly Retried[] => [first]);
  for (let path = growing.pop(); path !== undefined && found.length < MOST_PATHS; path = growing.pop()) {
    const last = path.at(-1);
    const known = path;
    const next = retried.filter((one) => one.edge.caller === last?.edge.callee && !known.includes(one));
    next.forEach((one) => growing.push([...known, one]));
    if (next.length === 0 && known.length > 1) {
      found.push(known);
    }
  }
  return found;
}

function multiplied(path: readonly Retried[], { origin, end }: AnalysisWindow): BreakerFinding {
  const product = path.reduce((times, { most }) => times * most, 1);
  const calls = path.flatMap(({ retried }) => retried.flat());
  const names = [path[0].edge.caller, ...path.map(({ edge }) => edge.callee)];
  const message: ResilienceMessage = {
    key: 'resilience.retries-multiply',
    params: { path: names.join(' > '), hops: path.length, product },
  };
  return {
    kind: 'retries-multiply',
    severity: product >= STORM ? 'critical' : 'warning',
    confidence: COUNTED,
    entities: path.map(({ edge }) => ({ kind: 'edge', caller: edge.caller, callee: edge.callee })),
    origin,
    window: spanned(calls, end),
    message,
    evidence: spansOf(path.at(-1)?.retried[0] ?? []),
  };
}

function spanned(calls: readonly EdgeCall[], end: AnalysisWindow['end']): BreakerFinding['window'] {
  const start = calls.reduce((least, call) => Math.min(least, call.start), Infinity);
  const last = calls.reduce((most, call) => Math.max(most, endOf(call)), 0);
  return { start: nanos(start), end: nanos(Math.min(last, end)) };
}

/** Pauses before the first retry that are all alike: whatever failed together is tried again together. */
function withoutJitter({ edge, retried }: Retried, { origin, end }: AnalysisWindow): BreakerFinding | undefined {
  const seconds = retried.flatMap(([first, second]) =>
    first === undefined || second === undefined ? [] : [{ call: second, gap: second.start - endOf(first) }]
  );
  if (seconds.length < FEWEST_GAPS) {
    return undefined;
  }
  const gaps = seconds.map(({ gap }) => gap).sort((a, b) => a - b);
  const gapNs = median(gaps);
  const spread = quantileSorted(gaps, 0.9) - quantileSorted(gaps, 0.1);
  if (spread > Math.max(REGULAR_NS, REGULAR * gapNs)) {
    return undefined;
  }
  const calls = seconds.map(({ call }) => call);
  const { caller, callee } = edge;
  const together = mostTogether(calls);
  const message: ResilienceMessage = {
    key: 'resilience.retries-without-jitter',
    params: { caller, callee, retries: seconds.length, gapNs, together },
  };
  return {
    kind: 'retries-without-jitter',
    severity: together > 1 ? 'warning' : 'info',
    confidence: REGULAR_CONFIDENCE,
    entities: [{ kind: 'edge', caller, callee }],
    origin,
    window: spanned(calls, end),
    message,
    evidence: spansOf(calls),
  };
}

/** Most retries of different requests that start within a moment. O(n log n). */
function mostTogether(calls: readonly EdgeCall[]): number {
  const starts = calls.map(({ start }): number => start).sort((a, b) => a - b);
  let from = 0;
  let most = 0;
  starts.forEach((start, row) => {
    while (start - (starts[from] ?? start) > TOGETHER_NS) {
      from += 1;
    }
    most = Math.max(most, row + 1 - from);
  });
  return most;
}
