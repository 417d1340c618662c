import {
  type Explained,
  explainer,
  judgeLogClock,
  judgeNode,
  linesBeforeCause,
  type LogClock,
  logClocks,
  type NodeOffset,
  type NtpReading,
  readNtp,
  SkewCollector,
  type SkewOptions,
  type SkewReport,
  type SkewThresholds,
  type SkewVerdict,
  type Violation,
} from '../../../engine/clock';
import type { Trace } from '../../../engine/model';
import type { Problem } from '../../../engine/result';
import type { Steps } from '../../../engine/steps';
import type { Reading } from './read';
import { type PairIndex, pairIndex } from './pairs';

/** What the author chose; the engine's words for it. */
export interface ClockSettings {
  readonly skew: SkewOptions;
  readonly thresholds: SkewThresholds;
}

/** A node's clock: the estimate, what is thought of it, and what its own daemons say. */
export interface NodeClock {
  readonly node: NodeOffset;
  readonly verdict: SkewVerdict;
  readonly ntp: readonly NtpReading[];
}

/** The clock of a service's log lines. */
export interface JudgedLog {
  readonly clock: LogClock;
  readonly verdict: SkewVerdict;
}

/** An effect before its cause, and whether the clocks are the reason. */
export interface JudgedViolation {
  readonly violation: Violation;
  readonly explained: Explained;
}

/** Everything that the panel shows, before anything is laid out. Lengths are nanoseconds, times after `report.origin`. */
export interface Clocks {
  readonly report: SkewReport;
  readonly pairs: PairIndex;
  /** The worst first. */
  readonly nodes: readonly NodeClock[];
  /** Daemons of nodes that no exchange names, by node. */
  readonly strangers: readonly NtpReading[];
  readonly logs: readonly JudgedLog[];
  /** The largest first, at most {@link MOST_VIOLATIONS}. */
  readonly violations: readonly JudgedViolation[];
  readonly violationCount: number;
  /** First and last moment of the exchanges. */
  readonly span: { readonly from: number; readonly to: number };
  readonly problems: readonly Problem[];
}

/** What has been collected so far: traces that come later are added to it. */
export interface Collected {
  readonly skew: SkewOptions;
  readonly collector: SkewCollector;
  readonly added: Set<Trace>;
}

/** So many violations are shown; all are counted. */
const MOST_VIOLATIONS = 1000;
/** Traces between two steps. */
const TRACES_A_STEP = 50;

/** Starts anew, or goes on where all that was collected is still asked for, by the same rules. */
export function collecting(before: Collected | undefined, traces: readonly Trace[], skew: SkewOptions): Collected {
  if (before?.skew === skew) {
    const asked = new Set(traces);
    if ([...before.added].every((trace) => asked.has(trace))) {
      return before;
    }
  }
  return { skew, collector: new SkewCollector(skew), added: new Set() };
}

/**
 * Estimates all clocks of a reading. Traces that `collected` already holds cost nothing. O(spans of new traces), then
 * O(exchanges log exchanges).
 */
export function* estimateClocks(reading: Reading, settings: ClockSettings, collected: Collected): Steps<Clocks> {
  let fresh = 0;
  for (const trace of reading.traces) {
    if (!collected.added.has(trace)) {
      collected.added.add(trace);
      collected.collector.add(trace);
      fresh += 1;
      if (fresh % TRACES_A_STEP === 0) {
        yield;
      }
    }
  }
  yield;
  const { result: report, problems } = yield* collected.collector.finishing();
  yield;
  const logs = logClocks(reading.traces, reading.logs, report.origin);
  yield;
  const early = linesBeforeCause(reading.logs, report.origin, settings.skew.nodes);
  yield;
  const pairs = pairIndex(report);
  const explained = explainer(report.pairs, logs.clocks);
  const ntp = readNtp(reading.series);
  const named = new Set(report.nodes.map(({ node }) => node));
  const { thresholds } = settings;
  return {
    report,
    pairs,
    nodes: report.nodes
      .map((node) => ({
        node,
        verdict: judgeNode(node, thresholds),
        ntp: ntp.filter((one) => one.node === node.node),
      }))
      .sort(worstFirst),
    strangers: ntp.filter(({ node }) => !named.has(node)),
    logs: logs.clocks.map((clock) => ({ clock, verdict: judgeLogClock(clock, thresholds) })),
    violations: largest([...report.violations, ...logs.violations, ...early]).map((violation) => ({
      violation,
      explained: explained(violation),
    })),
    violationCount: report.violationCount + logs.violationCount + early.length,
    span: spanOf(report),
    problems,
  };
}

function largest(violations: readonly Violation[]): readonly Violation[] {
  return [...violations].sort((a, b) => b.by - a.by).slice(0, MOST_VIOLATIONS);
}

const LEVELS = ['info', 'warning', 'alarm'] as const;

function worstFirst(a: NodeClock, b: NodeClock): number {
  return (
    LEVELS.indexOf(b.verdict.level) - LEVELS.indexOf(a.verdict.level) ||
    b.verdict.atLeast - a.verdict.atLeast ||
    Math.abs(b.node.offset) - Math.abs(a.node.offset)
  );
}

function spanOf({ pairs }: SkewReport): Clocks['span'] {
  const spans = pairs.map(({ estimate }) => estimate.span);
  return spans.length === 0
    ? { from: 0, to: 0 }
    : { from: Math.min(...spans.map(({ low }) => low)), to: Math.max(...spans.map(({ high }) => high)) };
}
