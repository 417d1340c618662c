import {
  judgeLogClock,
  judgeNode,
  type LogClocks,
  type NodeOffset,
  readOffset,
  type SkewReport,
} from '../../../src/engine/clock';
import type { Problem } from '../../../src/engine/result';
import { table } from '../path/table';
import { problemWords } from '../words';
import { isSlip, ppm, type ShownIds, us } from './skew-json';

const MOST_VIOLATIONS = 20;

/** The answer for a person: clocks of nodes, pairs, what is out of order. */
export function skewText(report: SkewReport, logs: LogClocks, problems: readonly Problem[], shown: ShownIds): string {
  const parts = [nodesText(report), pairsText(report), logsText(logs), violationsText(report, logs, shown)];
  const noted = problems.map((one) => `note: ${problemWords(one)}`).join('\n');
  return `${[...parts, noted].filter((part) => part !== '').join('\n\n')}\n`;
}

function nodesText({ nodes, exchanges }: SkewReport): string {
  if (nodes.length === 0) {
    return `No clocks can be compared: ${exchanges} requests between services, none between two known nodes.`;
  }
  const rows = nodes.map((node) => [
    node.node,
    ...(node.reference ? ['reference', ''] : [length(node.offset), range(node)]),
    node.reference ? '' : `${ppm(node.drift)} ppm`,
    String(node.group),
    [judged(node), ...node.steps.map(({ by }) => `was set by ${length(by)}`)].filter((word) => word !== '').join(', '),
  ]);
  return table(['node', 'clock', 'between', 'drift', 'group', ''], rows);
}

function judged(node: NodeOffset): string {
  const { level, advice } = judgeNode(node);
  return level === 'info' ? '' : `${level}: ${ADVICE[advice]}`;
}

const ADVICE: Readonly<Record<string, string>> = {
  sync: 'check time synchronisation on this node',
  step: 'the clock was set while running; look for two time daemons, and let it slew',
  drift: 'the clock runs at another rate; time synchronisation is off',
  zone: 'lines are stamped in local time; log UTC',
};

function pairsText({ servicePairs }: SkewReport): string {
  const rows = servicePairs.map(({ client, server, from, to, estimate }) => {
    const reading = readOffset(estimate, (estimate.span.low + estimate.span.high) / 2);
    const nodes = from === to ? from : `${from} -> ${to}`;
    const counts = [String(estimate.exchanges), String(estimate.outliers.length)];
    return [`${client} -> ${server}`, length(reading.offset), range(reading), ...counts, nodes];
  });
  return rows.length === 0 ? '' : table(['pair', 'offset', 'between', 'requests', 'outliers', ''], rows);
}

function logsText({ clocks }: LogClocks): string {
  const slips = clocks.filter(isSlip).map((clock) => {
    const { level, advice } = judgeLogClock(clock);
    const hours = clock.hours === undefined ? '' : `${clock.hours} h, a time zone`;
    return [clock.service, length(clock.offset), hours, String(clock.lines), `${level}: ${ADVICE[advice] ?? ''}`];
  });
  return slips.length === 0 ? '' : table(['log clock', 'offset', 'slip', 'lines', ''], slips);
}

function violationsText({ violations, violationCount }: SkewReport, logs: LogClocks, ids: ShownIds): string {
  const count = violationCount + logs.violationCount;
  if (count === 0) {
    return 'Nothing is out of order.';
  }
  const shown = [...violations, ...logs.violations].slice(0, MOST_VIOLATIONS);
  const rows = shown.map(({ kind, by, parentService, childService, traceId, childSpanId }) => [
    kind,
    length(by),
    `${parentService} -> ${childService}`,
    `${ids.get(traceId) ?? traceId} ${childSpanId}`,
  ]);
  const more = count > shown.length ? `\n... and ${count - shown.length} more (all with --json)` : '';
  return `${table(['out of order', 'by', 'between', ''], rows)}${more}`;
}

function range({ low, high }: { readonly low: number; readonly high: number }): string {
  return `${length(low)} .. ${length(high)}`;
}

const US_PER_MS = 1000;
const US_PER_S = 1e6;

function length(ns: number): string {
  const value = us(ns);
  const size = Math.abs(value);
  if (size >= US_PER_S) {
    return `${(value / US_PER_S).toFixed(3)} s`;
  }
  return size >= US_PER_MS ? `${(value / US_PER_MS).toFixed(3)} ms` : `${value.toFixed(0)} us`;
}
