import { toDataFrame } from '@grafana/data';
import { defaultNodeRules, defaultThresholds } from '../../../engine/clock';
import { finish } from '../../../engine/steps';
import { cluster, sixtyNodes, threeNodes } from '../testing/fixture';
import { framesOf } from '../testing/panel';
import {
  type Clocks,
  type ClockSettings,
  type Collected,
  collecting,
  estimateClocks,
  readFrames,
  type Reading,
} from '../viewModel';
import { clockCurves, curveExtent, pointAt } from './history';
import { pairMatrix, pairRows, shade } from './matrix';
import { readPair } from './pairs';

const MS = 1e6;
const SETTINGS: ClockSettings = { skew: { nodes: defaultNodeRules }, thresholds: defaultThresholds };

function estimated(reading: Reading, before?: Collected): { readonly clocks: Clocks; readonly collected: Collected } {
  const collected = collecting(before, reading.traces, SETTINGS.skew);
  return { clocks: finish(estimateClocks(reading, SETTINGS, collected)), collected };
}

const clocksOf = (traces: Parameters<typeof framesOf>[0]): Clocks =>
  estimated(finish(readFrames(framesOf(traces)))).clocks;

describe('three clocks', () => {
  const clocks = clocksOf(threeNodes());

  it('are judged, the worst first', () => {
    const said = clocks.nodes.map(({ node, verdict }) => [node.node, verdict.level, verdict.advice]);
    expect(said).toEqual([
      ['node-c', 'warning', 'step'],
      ['node-b', 'warning', 'sync'],
      ['node-a', 'info', 'none'],
    ]);
    expect(clocks.nodes[2]?.node.reference).toBe(true);
  });

  it('are pairs by requests, by answers, and never with themselves', () => {
    const there = readPair(clocks.pairs, 'node-a', 'node-b');
    const back = readPair(clocks.pairs, 'node-b', 'node-a');
    expect(there?.method).toBe('calls');
    expect(back?.method).toBe('answers');
    expect(there?.low).toBeLessThanOrEqual(340 * MS);
    expect(there?.high).toBeGreaterThanOrEqual(340 * MS);
    expect(back?.offset).toBe(-(there?.offset ?? 0));
    expect([back?.low, back?.high]).toEqual([-(there?.high ?? 0), -(there?.low ?? 0)]);
    expect(there?.exchanges).toBe(60);
    const matrix = pairMatrix(clocks, defaultThresholds);
    expect(matrix.cells.filter((cell) => cell === undefined)).toHaveLength(3);
    expect(pairRows(matrix).map(({ from, to }) => `${from} ${to}`)).toHaveLength(4);
  });

  it('are drawn over time, with the moment at which one was set', () => {
    const curve = clockCurves(clocks).find(({ node }) => node.node === 'node-c');
    expect(curve?.direct).toBe(true);
    expect(curve?.pieces).toHaveLength(2);
    const at = (minutes: number) => curve && pointAt(curve, minutes * 60e9)?.offset;
    expect(Math.abs((at(5) ?? 0) - 15 * MS)).toBeLessThan(2 * MS);
    expect(Math.abs((at(8) ?? 0) - (24 - 400) * MS)).toBeLessThan(2 * MS);
    const extent = curveExtent(clockCurves(clocks));
    expect(extent.low).toBeLessThan(-370 * MS);
    expect(extent.high).toBeGreaterThan(340 * MS);
  });

  it('explain the effects that come before their causes, the largest first', () => {
    expect(clocks.violations.length).toBeGreaterThan(60);
    const sizes = clocks.violations.map(({ violation }) => violation.by);
    expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
    expect(new Set(clocks.violations.map(({ explained }) => explained))).not.toContain('no');
    expect(clocks.violations[0]?.explained).toMatch(/yes|possible/);
  });

  it('are asked for in both directions', () => {
    const there = readPair(clocks.pairs, 'node-a', 'node-b');
    expect(there?.method).toBe('calls');
    expect(readPair(clocks.pairs, 'node-b', 'node-a')).toMatchObject({
      method: 'answers',
      offset: -(there?.offset ?? 0),
      low: -(there?.high ?? 0),
      high: -(there?.low ?? 0),
    });
    expect(readPair(clocks.pairs, 'node-a', 'node-x')).toBeUndefined();
  });
});

describe('sixty clocks', () => {
  const clocks = clocksOf(sixtyNodes(12));
  const matrix = pairMatrix(clocks, defaultThresholds);

  it('leave out what nothing joins', () => {
    const unknown = matrix.cells.filter((cell) => cell === undefined).length;
    expect(matrix.nodes).toHaveLength(60);
    expect(unknown).toBe(60 + 2 * 56 * 4);
    expect(new Set(clocks.nodes.map(({ node }) => node.group)).size).toBe(2);
  });

  it('stand by group, and name the one that is minutes off', () => {
    expect(clocks.nodes[0]?.node.node).toMatch(/-17\./);
    expect(clocks.nodes[0]?.verdict.level).toBe('alarm');
    const others = matrix.cells.filter((cell) => cell?.reading.method === 'others');
    expect(others.length).toBeGreaterThan(2000);
  });
});

it('adds only what is new, and starts anew when something is gone', () => {
  const frames = framesOf(threeNodes(20));
  const first = estimated(finish(readFrames(frames.slice(0, 10))));
  const second = estimated(finish(readFrames(frames)), first.collected);
  expect(second.collected).toBe(first.collected);
  expect(second.clocks.report.exchanges).toBe(2 * first.clocks.report.exchanges);
  const third = estimated(finish(readFrames(frames.slice(5))), second.collected);
  expect(third.collected).not.toBe(first.collected);
  expect(third.clocks.report.exchanges).toBe(60);
});

it('reads a frame that is wrapped anew without reading its rows again', () => {
  const frames = framesOf(threeNodes(2));
  const one = finish(readFrames(frames));
  const two = finish(readFrames(frames.map((frame) => ({ ...frame }))));
  expect(two.traces.map((trace, at) => trace === one.traces[at])).toEqual([true, true]);
});

it('shows what time daemons say beside the estimate', () => {
  const metric = toDataFrame({
    refId: 'M',
    fields: [
      { name: 'Time', type: 'time', values: [1795254000000] },
      {
        name: 'Value',
        type: 'number',
        labels: { __name__: 'node_timex_offset_seconds', node: 'node-b' },
        values: [-0.34],
      },
    ],
  });
  const { clocks } = estimated(finish(readFrames([...framesOf(threeNodes(20)), metric])));
  expect(clocks.nodes.find(({ node }) => node.node === 'node-b')?.ntp[0]?.offset).toBeCloseTo(340 * MS);
  expect(clocks.strangers).toEqual([]);
});

it('has no nodes where all requests stay on one', () => {
  const clocks = clocksOf(cluster({ clocks: {}, calls: ['one>one'], traces: 5 }));
  expect(clocks.nodes).toEqual([]);
  expect(pairMatrix(clocks, defaultThresholds).cells).toEqual([]);
});

it('shades by sign and size, and never beyond the ends', () => {
  const most = 360_000 * MS;
  const places = [-2 * most, -300 * MS, 0, 1 * MS, 300 * MS, most].map((offset) => shade(offset, most, 200 * MS));
  expect(places[0]).toBe(-1);
  expect(places[2]).toBe(0);
  expect(places[5]).toBe(1);
  expect([...places].sort((a, b) => a - b)).toEqual(places);
  expect(places[3]).toBeLessThan(0.02);
});
