import type { Trace } from '../model';
import { diffEpoch, type EpochNs } from '../units';
import type { Steps } from '../steps';
import { SkewCollector, type SkewReport } from './collect';
import { type CorrectedTrace, correctTrace } from './correct';
import { nodesOf, type NodeRules } from './node';
import { type NodeOffset, type PairOffset, solvingNodes } from './nodes';
import { readOffset } from './offset';

/**
 * What became of the wish to have traces on one clock. `corrected`: some spans were moved. `agree`: no clock is known to be
 * wrong. `too-few`: no two nodes exchanged enough to tell their clocks. `no-exchange`: no request went from one node to
 * another. `no-node`: no attribute names the nodes.
 */
export type CorrectionState = 'corrected' | 'agree' | 'too-few' | 'no-exchange' | 'no-node';

/** Traces on one clock, with what was done and by which clocks. Lengths are nanoseconds. */
export interface ClockCorrection {
  readonly state: CorrectionState;
  /** One for each trace given, in their order. A trace of which nothing moved is the very trace given. */
  readonly traces: readonly CorrectedTrace[];
  readonly moved: number;
  /** The largest shift, without its sign. */
  readonly most: number;
  /** Spans that were left where they are, because their clock is not known at that moment. */
  readonly unknown: number;
  /** The nodes whose clocks were taken for right: one for each group of nodes that spoke to one another. */
  readonly references: readonly string[];
  /** By node. */
  readonly clocks: ReadonlyMap<string, NodeOffset>;
  /** What the times of {@link clocks} count from, and the moment after it at which their offsets hold. */
  readonly origin: EpochNs;
  readonly at: number;
}

/**
 * So many that agree are believed. One late answer looks just like a clock that is ahead; three that are late by the same
 * time do not happen by chance.
 */
const ENOUGH = 3;
const TRACES_A_STEP = 50;

/**
 * Whether exchanges tell two clocks apart well enough to move spans by: some that agree, or one that was received before
 * it was sent, which no delay explains.
 *
 * @param high - the most that the receiver's clock can be ahead
 */
export function isTold(agreeing: number, high: number): boolean {
  return agreeing >= ENOUGH || high < 0;
}

/**
 * Estimates the clocks of all nodes in the traces and puts the traces on one. Offsets come from all traces together. In
 * steps, so that a page stays quick; O(spans + exchanges log exchanges).
 */
export function* correctTraces(traces: readonly Trace[], rules: NodeRules): Steps<ClockCorrection> {
  const collector = new SkewCollector({ nodes: rules, violations: 0 });
  for (const [at, trace] of traces.entries()) {
    collector.add(trace);
    if (at % TRACES_A_STEP === TRACES_A_STEP - 1) {
      yield;
    }
  }
  const { result: report, problems } = yield* collector.finishing();
  const told = toldPairs(report.pairs);
  const { at, nodes } = yield* solvingNodes(told);
  const clocks = new Map(nodes.map((node) => [node.node, node]));
  const corrected: CorrectedTrace[] = [];
  for (const [row, trace] of traces.entries()) {
    const shift = diffEpoch(trace.origin, report.origin);
    corrected.push(correctTrace(trace, nodesOf(trace, rules), clocks, { at, shift }));
    if (row % TRACES_A_STEP === TRACES_A_STEP - 1) {
      yield;
    }
  }
  const moved = corrected.reduce((sum, one) => sum + one.moved, 0);
  const isNameless = problems.some(({ code }) => code === 'clock.no-node');
  return {
    state: moved > 0 ? 'corrected' : stateOf(report, told.length, isNameless),
    traces: corrected,
    moved,
    most: corrected.reduce((most, { shift }) => shift.reduce((all, by) => Math.max(all, Math.abs(by)), most), 0),
    unknown: corrected.reduce((sum, { unknown }) => sum + unknown.reduce((all, flag) => all + flag, 0), 0),
    references: nodes.filter(({ reference }) => reference).map(({ node }) => node),
    clocks,
    origin: report.origin,
    at,
  };
}

function stateOf({ pairs, servicePairs }: SkewReport, told: number, isNameless: boolean): CorrectionState {
  if (told > 0) {
    return 'agree';
  }
  if (pairs.length > 0) {
    return 'too-few';
  }
  return isNameless && servicePairs.length === 0 ? 'no-node' : 'no-exchange';
}

/** Pairs that are told well enough, both directions counted together. */
function toldPairs(pairs: readonly PairOffset[]): readonly PairOffset[] {
  const agreeing = new Map<string, number>();
  const nameOf = ({ from, to }: PairOffset): string => [from, to].sort().join('\n');
  for (const pair of pairs) {
    const { exchanges, outliers } = pair.estimate;
    agreeing.set(nameOf(pair), (agreeing.get(nameOf(pair)) ?? 0) + exchanges - outliers.length);
  }
  return pairs.filter((pair) => {
    const { low, high } = pair.estimate.span;
    return isTold(agreeing.get(nameOf(pair)) ?? 0, readOffset(pair.estimate, (low + high) / 2).high);
  });
}
