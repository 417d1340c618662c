import { makeExemplar, makeLogs, makeSeries, makeTrace, type SpanDraft } from '../../../../pkg/testkit';
import { nanos } from '../../../engine/units';
import { draftScene, draftTimeline } from '../testing/fixture';
import { noFilter } from './filter';
import { hitTest, itemsAt } from './hit';
import { layOut } from './layout';
import { itemMessage } from './message';
import { itemRect } from './rect';
import { makeScene } from './scene';
import { type Scene, type SceneInput } from './scene-types';
import { Severity, type Timeline } from './types';

const seen = (text: string, scene: Scene) =>
  scene.lanes.flatMap((lane) => [...lane.bars, ...lane.ticks]).find((mark) => mark.label?.text.startsWith(text));

describe('bars', () => {
  it('carry their words inside, beside, or shortened, and never over the next bar', () => {
    const timeline = draftTimeline({
      traces: ['a/wide [0-500]\n  a/s [0-10]\n  a/next-one-with-long-name [20-75]\n  a/after [80-400]'],
    });
    const scene = makeScene(draftScene(timeline));
    expect(seen('wide', scene)?.label).toMatchObject({ inside: true, aside: '500 ms' });
    expect(seen('next-', scene)?.label?.text).toMatch(/…$/);
    expect(seen('after', scene)?.label?.inside).toBe(true);
    for (const bar of scene.lanes[0]?.bars ?? []) {
      if (bar.label?.inside === false && bar.label.align === 'left') {
        const right = bar.label.x + bar.label.width;
        const next = scene.lanes[0]?.bars.find((other) => other.y === bar.y && other.x > bar.x);
        expect(right).toBeLessThanOrEqual(next?.x ?? 600);
      }
    }
  });

  it('say whose parent is missing', () => {
    const timeline = draftTimeline({ traces: ['a/x [0-500]\nb/lost [0-500] ^gone'] });
    const bar = seen('lost', makeScene(draftScene(timeline)));
    expect(bar).toMatchObject({ orphan: true });
    expect(bar?.label?.text).toMatch(/^lost · parent \w+ is missing$/);
  });

  it('are told apart by the filter', () => {
    const timeline = draftTimeline({ traces: ['a/good [0-500]\n  a/bad [0-500] error'] });
    const scene = makeScene(draftScene(timeline, { filter: { ...noFilter, level: Severity.Error } }));
    expect(seen('good', scene)).toMatchObject({ dim: true, error: false });
    expect(seen('bad', scene)).toMatchObject({ dim: false, error: true });
  });
});

describe('ticks', () => {
  it('stand for several lines and show the loudest, with its words', () => {
    const timeline = draftTimeline({
      id: 'x',
      traces: ['a/x [0-1000]'],
      lines: [
        { at: 500, service: 'a', line: 'fine', level: 'info' },
        { at: 501, service: 'a', line: 'broken', level: 'error' },
        { at: 700, service: 'a', line: 'later', level: 'warning' },
      ],
    });
    const scene = makeScene(draftScene(timeline));
    expect(scene.lanes[0]?.ticks).toHaveLength(2);
    expect(seen('2 lines · broken', scene)).toMatchObject({ severity: Severity.Error, count: 2 });
  });

  it('never have words over another mark of the same row', () => {
    const lines = Array.from({ length: 30 }, (_, at) => ({
      at: at * 33,
      service: 'a',
      line: `something happened here ${at}`,
      level: at % 4 === 0 ? ('error' as const) : ('info' as const),
    }));
    const timeline = draftTimeline({ id: 'x', traces: ['a/x [0-1000]'], lines });
    const [lane] = makeScene(draftScene(timeline)).lanes;
    const taken = (lane?.ticks ?? []).map(({ x, y, label }) => {
      const from = label === undefined || label.align === 'left' ? x : label.x - label.width;
      const to = label === undefined || label.align === 'right' ? x : label.x + label.width;
      return { x, y, from, to };
    });
    for (const one of taken) {
      const over = taken.filter(
        (other) => other.x !== one.x && other.y === one.y && other.x > one.from && other.x < one.to
      );
      expect(over).toEqual([]);
    }
  });

  it('leave a note when there are none', () => {
    const lines = [{ at: 5, service: 'b', line: 'x' }];
    const timeline = draftTimeline({ id: 'x', traces: ['a/x [0-10]\n  b/y [1-9]'], lines });
    expect(makeScene(draftScene(timeline)).lanes.map((lane) => lane.note)).toEqual(['no log lines', undefined]);
    const elsewhere = { from: nanos(6e6), to: nanos(9e6) };
    expect(makeScene(draftScene(timeline, { window: elsewhere })).lanes[1]?.note).toBe('1 lines outside');
    expect(makeScene(draftScene(draftTimeline({ traces: ['a/x [0-10]'] }))).lanes[0]?.note).toBeUndefined();
  });
});

describe('strips and exemplars', () => {
  const timeline = draftTimeline({
    traces: ['a/x [0-1000]'],
    series: [
      makeSeries({
        service: 'a',
        signal: 'latency',
        quantile: 0.99,
        from: -10_000,
        intervalMs: 5000,
        values: [1, 2, 4, null, 3],
      }),
    ],
    exemplars: [
      makeExemplar(500, '1', { service: 'a', value: 4 }),
      makeExemplar(900, 'ffff', { service: 'a', value: 1 }),
    ],
  });

  it('reach to the samples around the window, and say when none lies in it', () => {
    const inside = makeScene(draftScene(timeline)).lanes[0]?.strips[0];
    expect(inside?.between).toBe(false);
    const between = makeScene(draftScene(timeline, { window: { from: nanos(-4e9), to: nanos(-1e9) } })).lanes[0]
      ?.strips[0];
    expect(between).toMatchObject({ between: true, dots: [] });
    expect(between?.segments).toHaveLength(1);
  });

  it('break where a sample is missing', () => {
    const wide = makeScene(draftScene(timeline, { window: { from: nanos(-12e9), to: nanos(12e9) } })).lanes[0]
      ?.strips[0];
    expect(wide?.segments.map((segment) => segment.length / 2)).toEqual([3, 1]);
  });

  it('mark exemplars of the traces shown, at their value', () => {
    const [lane] = makeScene(draftScene(timeline)).lanes;
    expect(lane?.diamonds.map((diamond) => diamond.known)).toEqual([true, false]);
    expect(lane?.diamonds[0]?.y).toBeLessThan(lane?.diamonds[1]?.y ?? 0);
  });
});

describe('bands', () => {
  it('mark the request once the window is much longer, and shade what is far from errors', () => {
    const timeline = draftTimeline({ traces: ['a/x [0-1000]\n  a/bad [400-500] error'] });
    expect(makeScene(draftScene(timeline)).request).toBeUndefined();
    const wide = draftScene(timeline, { window: { from: nanos(-1e9), to: nanos(3e9) } });
    expect(makeScene(wide).request).toEqual({ x: 150, width: 150 });
    const around = draftScene(timeline, { window: wide.window, filter: { ...noFilter, around: 0.5 } });
    expect(around.matches.contexts).toEqual([{ from: 0, to: 1e9 }]);
    expect(makeScene(around).shaded).toEqual([0, 150, 300, 300]);
  });
});

describe('hit test', () => {
  const timeline = draftTimeline({
    id: 'x',
    traces: ['a/x [0-1000]\n  a/y [200-400]\n  a/z [600-800]'],
    lines: [{ at: 500, service: 'a', line: 'hello', level: 'error' }],
  });
  const input = draftScene(timeline);
  const scene = makeScene(input);
  const messageAt = (x: number, y: number) => {
    const hit = hitTest(input, scene, x, y);
    return hit?.kind === 'item' ? itemMessage(timeline, hit.item) : hit?.kind;
  };

  it('finds spans by row, lines by mark and by words', () => {
    expect(messageAt(300, 10)).toBe('x');
    expect(messageAt(180, 30)).toBe('y');
    expect(messageAt(420, 30)).toBe('z');
    expect(messageAt(300, 48)).toBe('hello');
    expect(messageAt(330, 48)).toBe('hello');
    expect(messageAt(10, 48)).toBeUndefined();
    expect(messageAt(300, 3000)).toBeUndefined();
  });

  it('agrees with the ring around what the keyboard stands on', () => {
    for (let item = 0; item < timeline.items.size; item++) {
      const rect = itemRect(input, scene, item);
      const hit = hitTest(input, scene, (rect?.x ?? 0) + (rect?.width ?? 0) / 2, (rect?.y ?? 0) + 5);
      expect(hit).toMatchObject({ kind: 'item', item });
    }
  });

  it('tells for all lanes what was going on', () => {
    expect(itemsAt(timeline, input.layout, 300e6, 1e6).map((item) => itemMessage(timeline, item))).toEqual(['y']);
    expect(itemsAt(timeline, input.layout, 500e6, 1e6).map((item) => itemMessage(timeline, item))).toEqual([
      'x',
      'hello',
    ]);
  });
});

describe('10,000 spans and 20,000 lines', () => {
  const services = 8;
  const timeline = bigTimeline(services);
  const draw = (change: Partial<SceneInput> = {}) =>
    makeScene(draftScene(timeline, { width: 1000, height: 500, ...change }));

  it('are drawn in no more marks than there are pixels and rows on the screen', () => {
    const rows = Math.ceil(500 / 18) + 1;
    const most = rows * 1000 + services * (1000 / 5) * 2;
    expect(timeline.items.size).toBe(30_000);
    const scene = draw();
    expect(scene.drawn).toBeLessThan(most / 4);
    expect(scene.drawn).toBeGreaterThan(50);
    expect(scene.lanes.length).toBeLessThanOrEqual(services);
  });

  it('are bounded when all lanes are folded', () => {
    const collapsed = new Set(timeline.lanes.map((lane) => lane.service.key));
    const layout = layOut(timeline, { hidden: new Set(), collapsed });
    expect(draw({ layout }).drawn).toBeLessThan(services * (1000 + 200));
  });

  it('are bounded however far one scrolls or zooms', () => {
    const { extent } = timeline;
    const length = extent.to - extent.from;
    for (const share of [1, 0.1, 0.001]) {
      for (const top of [0, 2000, 6000]) {
        const window = { from: extent.from, to: nanos(extent.from + length * share) };
        expect(draw({ window, top }).drawn).toBeLessThan(9000);
      }
    }
  });
});

function bigTimeline(services: number): Timeline {
  let seed = 42;
  const random = () => {
    seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff;
    return seed / 0x7fffffff;
  };
  const spans: SpanDraft[] = [{ id: 's0', service: 'svc0', start: 0, end: 20_000 }];
  while (spans.length < 10_000) {
    const parent = spans[Math.floor(random() * Math.min(spans.length, 500))];
    const from = (parent?.start ?? 0) + random() * 0.9 * ((parent?.end ?? 0) - (parent?.start ?? 0));
    const end = from + random() * ((parent?.end ?? 0) - from);
    spans.push({
      id: `s${spans.length}`,
      parent: parent?.id,
      service: `svc${spans.length % services}`,
      start: from,
      end,
    });
  }
  const lines = Array.from({ length: 20_000 }, (_, at) => ({
    at: random() * 20_000,
    service: `svc${at % services}`,
    line: `line ${at}`,
    level: random() < 0.02 ? ('error' as const) : ('info' as const),
  }));
  return draftTimeline({ id: 'big', traces: [makeTrace({ spans })], table: makeLogs(lines) });
}
