import { analyseCascade, type Cascade, relate } from '../../../src/engine/cascade';
import { DEFAULT_START_NS } from '../../lab';
import type { Staged } from './staged';

/** One run's answer against its truth. */
export interface Judged {
  readonly firstRight: boolean;
  /** Services of the truth that were found, and those of them whose true onset is inside the interval. */
  readonly found: number;
  readonly inside: number;
  /** Widths of the intervals of services found, in sampling steps. */
  readonly widths: readonly number[];
  /** Pairs of services found whose true onsets differ. */
  readonly pairs: readonly JudgedPair[];
  readonly jaccard: number;
  readonly severity: Cascade['severity'];
}

export interface JudgedPair {
  /** Nanoseconds between the true onsets. */
  readonly apart: number;
  /** Put in an order, by intervals or by calls; and whether it is the true one. */
  readonly ordered: boolean;
  readonly byIntervals: boolean;
  readonly right: boolean;
}

/** Distance of two scrapes of the lab, nanoseconds. */
export const STEP_NS = 5e9;

/** Analyses what was told of a run, and compares. */
export function judge({ input, truth }: Staged): Judged {
  const { result } = analyseCascade(input);
  const onsets = new Map(
    Object.entries(truth.onsets).map(([name, at]) => [name, Number(BigInt(at) - DEFAULT_START_NS)])
  );
  const found = result.services.flatMap(({ service, onset }) => {
    const at = onsets.get(nameOf(service));
    return onset === undefined || at === undefined ? [] : [{ service, at, onset }];
  });
  return {
    firstRight: nameOf(result.first[0] ?? '') === truth.firstService,
    found: found.length,
    inside: found.filter(({ at, onset }) => onset.low <= at && at <= onset.high).length,
    widths: found.map(({ onset }) => (onset.high - onset.low) / STEP_NS),
    pairs: found.flatMap((a, row) =>
      found.slice(row + 1).flatMap((b) => (a.at === b.at ? [] : [pairOf(result, a, b)]))
    ),
    jaccard: jaccard(new Set(result.blastRadius.services.map(nameOf)), new Set(truth.blastRadius)),
    severity: result.severity,
  };
}

interface Found {
  readonly service: string;
  readonly at: number;
}

function pairOf(cascade: Cascade, a: Found, b: Found): JudgedPair {
  const relation = relate(cascade, a.service, b.service);
  const ordered = relation !== undefined && relation.order !== 'simultaneous';
  return {
    apart: Math.abs(a.at - b.at),
    ordered,
    byIntervals: ordered && relation.basis === 'intervals',
    right: ordered && (relation.order === 'before') === a.at < b.at,
  };
}

/** The lab's truth knows services by name alone. */
function nameOf(key: string): string {
  return key.slice(key.lastIndexOf('/') + 1);
}

function jaccard(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const both = [...a].filter((one) => b.has(one)).length;
  const any = new Set([...a, ...b]).size;
  return any === 0 ? 1 : both / any;
}
