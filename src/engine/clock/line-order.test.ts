import { EPOCH, type LineDraft, makeLogs, traceIdOf } from '../../../pkg/testkit';
import { linesBeforeCause } from './line-order';
import { defaultNodeRules } from './node';

const MS = 1e6;

const line = (
  at: number,
  process: string,
  clock: Readonly<Record<string, number>>,
  more: Partial<LineDraft> = {}
): LineDraft => ({
  at,
  service: process,
  line: JSON.stringify({ message: 'x', process, vclock: clock }),
  labels: { trace_id: traceIdOf('1'), span_id: `5ba0000000000${process}`, host: `host-${process}` },
  ...more,
});

const told = (...lines: readonly LineDraft[]) =>
  linesBeforeCause([makeLogs(lines)], EPOCH, defaultNodeRules).map(
    ({ kind, parentNode, childNode, parentService, childService, by, time }) =>
      `${kind} ${parentService}@${parentNode} -> ${childService}@${childNode} by ${by / MS} at ${time / MS}`
  );

describe('linesBeforeCause', () => {
  it('tells a message that is stamped as received before it was sent, by how much, and between whom', () => {
    expect(told(line(100, 'aaa', { aaa: 1 }), line(60, 'bbb', { aaa: 1, bbb: 1 }))).toEqual([
      'receive-before-send aaa@host-aaa -> bbb@host-bbb by 40 at 100',
    ]);
  });

  it('says nothing of messages in order, of concurrent lines, and of one process', () => {
    expect(told(line(100, 'aaa', { aaa: 1 }), line(160, 'bbb', { aaa: 1, bbb: 1 }))).toEqual([]);
    expect(told(line(100, 'aaa', { aaa: 1 }), line(60, 'bbb', { bbb: 1 }))).toEqual([]);
    expect(told(line(100, 'aaa', { aaa: 1 }), line(60, 'aaa', { aaa: 2 }))).toEqual([]);
  });

  it('reads clocks from labels, and passes over lines that only look like one', () => {
    const labels = (process: string, clock: object) => ({
      ...{ trace_id: traceIdOf('1'), process, vector_clock: JSON.stringify(clock) },
    });
    expect(
      told(
        line(100, 'aaa', {}, { line: 'sent', labels: labels('aaa', { aaa: 1 }) }),
        line(90, 'bbb', {}, { line: 'got', labels: labels('bbb', { aaa: 1, bbb: 1 }) }),
        line(80, 'ccc', {}, { line: '{"vc": broken' })
      )
    ).toHaveLength(1);
  });

  it('says nothing of lines without a trace to show them in', () => {
    const bare = { labels: {} };
    expect(told(line(100, 'aaa', { aaa: 1 }, bare), line(60, 'bbb', { aaa: 1, bbb: 1 }, bare))).toEqual([]);
  });
});
