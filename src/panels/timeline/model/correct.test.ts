import { drawTrace, type LineDraft, makeLogs } from '../../../../pkg/testkit';
import { joinSignals } from '../../../engine/correlation';
import { draftScene, draftTimeline } from '../testing/fixture';
import { correctJoin, shiftOf } from './correct';
import { itemMessage } from './message';
import { makeScene } from './scene';
import type { Timeline } from './types';

const MS = 1e6;
const AHEAD = 340;

/** Three requests from a to b, whose clock is ahead; its lines are stamped by it. */
function skewed() {
  const traces = [0, 1, 2].map((number) => {
    const at = number * 100;
    return drawTrace(
      `
      web/call [${at}-${at + 60}] client host.name=a
        shop/serve [${at + 10 + AHEAD}-${at + 50 + AHEAD}] server host.name=b #served${number}
      `,
      { traceId: String(number + 1).padStart(32, '0') }
    );
  });
  const lines: readonly LineDraft[] = [
    {
      at: 30 + AHEAD,
      service: 'shop',
      line: 'serving',
      labels: { trace_id: traces[0]?.traceId ?? '', span_id: 'served0' },
    },
    { at: 5, service: 'web', line: 'calling', labels: { trace_id: traces[0]?.traceId ?? '' } },
  ];
  return joinSignals({ arrivals: [{ leg: 'test', traces, logs: [makeLogs(lines)] }] }).result;
}

function timelineOf(join: ReturnType<typeof skewed>, correction?: Timeline['correction']): Timeline {
  const draft = draftTimeline({ traces: join.traces, table: join.logs });
  return { ...draft, correction };
}

const told = (timeline: Timeline) =>
  Array.from(
    timeline.items.time,
    (time, item) => `${itemMessage(timeline, item)} ${time / MS} ${shiftOf(timeline, item) / MS}`
  );

describe('correctJoin', () => {
  const join = skewed();
  const before = join.traces.map(({ start }) => Float64Array.from(start));
  const corrected = correctJoin(join);

  it('moves spans and lines of the wrong clock, and leaves what it was given', () => {
    expect(told(timelineOf(corrected.join, corrected.correction)).slice(0, 4)).toEqual([
      'call 0 0',
      'calling 5 0',
      'serve 10 340',
      'serving 30 340',
    ]);
    expect(join.traces.map(({ start }) => start)).toEqual(before);
    expect(told(timelineOf(join))[0]).toBe('call 0 0');
  });

  it('marks every bar and tick that stands elsewhere than it was stamped, and no other', () => {
    const timeline = timelineOf(corrected.join, corrected.correction);
    const { lanes } = makeScene(draftScene(timeline));
    const marked = lanes
      .flatMap(({ bars, ticks }) => [...bars, ...ticks])
      .map(({ item, shifted }) => [itemMessage(timeline, item), shifted]);
    expect(new Map(marked.map(([name, shifted]) => [String(name), shifted]))).toEqual(
      new Map([
        ['call', false],
        ['calling', false],
        ['serve', true],
        ['serving', true],
      ])
    );
    expect(marked).toHaveLength(8);
  });

  it('marks folded lanes too', () => {
    const timeline = timelineOf(corrected.join, corrected.correction);
    const folded = (name: string) => {
      const input = draftScene(timeline);
      const boxes = input.layout.boxes.map((box) => ({ ...box, collapsed: true }));
      const { lanes } = makeScene({ ...input, layout: { ...input.layout, boxes } });
      return lanes.find(({ box }) => box.lane.service.name === name)?.bars.some(({ shifted }) => shifted);
    };
    expect([folded('web'), folded('shop')]).toEqual([false, true]);
  });

  it('marks nothing where times are as they were stamped', () => {
    const { lanes } = makeScene(draftScene(timelineOf(join)));
    expect(lanes.flatMap(({ bars, ticks }) => [...bars, ...ticks]).some(({ shifted }) => shifted)).toBe(false);
  });
});
