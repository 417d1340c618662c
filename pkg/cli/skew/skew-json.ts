import {
  explainer,
  judgeLogClock,
  judgeNode,
  type LogClock,
  type LogClocks,
  type NodeOffset,
  type OffsetEstimate,
  readOffset,
  type SkewReport,
} from '../../../src/engine/clock';
import type { Problem } from '../../../src/engine/result';
import type { EpochNs, TraceId } from '../../../src/engine/units';

/** Trace IDs as the files write them. */
export type ShownIds = Map<TraceId, string>;

/** The answer as one line of JSON: lengths in microseconds, moments as decimal strings of epoch nanoseconds. */
export function skewJson(report: SkewReport, logs: LogClocks, problems: readonly Problem[], shown: ShownIds): object {
  const explained = explainer(report.pairs, logs.clocks);
  return {
    pairs: report.pairs.map(({ from, to, estimate }) => ({ from, to, ...readingJson(estimate) })),
    servicePairs: report.servicePairs.map(({ client, server, from, to, estimate }) => ({
      client,
      server,
      from,
      to,
      ...readingJson(estimate),
    })),
    nodes: report.nodes.map((node) => nodeJson(node, report.origin)),
    violations: [...report.violations, ...logs.violations].map((violation) => ({
      kind: violation.kind,
      traceId: shown.get(violation.traceId) ?? violation.traceId,
      parentSpanId: violation.parentSpanId,
      childSpanId: violation.childSpanId,
      byUs: us(violation.by),
      explained: explained(violation),
    })),
    logClocks: logs.clocks.filter(isSlip).map((clock) => ({
      service: clock.service,
      offsetUs: us(clock.offset),
      lowUs: us(clock.low),
      highUs: us(clock.high),
      hours: clock.hours ?? null,
      lines: clock.lines,
    })),
    outliers: report.servicePairs.flatMap(({ client, server, columns, estimate }) =>
      estimate.outliers.map((row) => {
        const traceId = columns.traceId[row];
        return {
          client,
          server,
          traceId: traceId === undefined ? '' : (shown.get(traceId) ?? traceId),
          spanId: columns.spanId[row] ?? '',
        };
      })
    ),
    problems: problems.map(({ code, params, count }) => ({ kind: code, ...params, count })),
  };
}

/** Whether a log clock is worth a word: a time zone, or beyond a node's threshold. */
export function isSlip(clock: LogClock): boolean {
  return judgeLogClock(clock).level !== 'info';
}

function readingJson(estimate: OffsetEstimate): object {
  const { offset, low, high, drift } = readOffset(estimate, (estimate.span.low + estimate.span.high) / 2);
  return {
    offsetUs: us(offset),
    lowUs: us(low),
    highUs: us(high),
    exchanges: estimate.exchanges,
    outliers: estimate.outliers.length,
    driftPpm: ppm(drift),
  };
}

function nodeJson(node: NodeOffset, origin: EpochNs): object {
  const { level, advice } = judgeNode(node);
  return {
    node: node.node,
    offsetUs: us(node.offset),
    lowUs: us(node.low),
    highUs: us(node.high),
    group: node.group,
    driftPpm: ppm(node.drift),
    steps: node.steps.map(({ at, by }) => ({ atNs: String(origin + BigInt(Math.round(at))), byUs: us(by) })),
    reference: node.reference,
    level,
    advice,
  };
}

/** Nanoseconds as microseconds, to the nanosecond; never -0. */
export function us(length: number): number {
  return Math.round(length) / 1000 + 0;
}

/** Nanoseconds per nanosecond as parts per million, to a thousandth. */
export function ppm(rate: number): number {
  return Math.round(rate * 1e9) / 1000 + 0;
}
