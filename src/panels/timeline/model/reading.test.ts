import { noFilter, type Filter, isOpen, matchItems } from './filter';
import { draftTimeline } from '../testing/fixture';
import { exportText, type ExportWords } from './exportText';
import { itemMessage, lineMessage, prettyLine } from './message';
import { listOrder, stepFrom } from './order';
import { Severity } from './types';
import { initialView, reduceView } from './view-state';
import { panBy, reveal, toDashboardRange, toZoom, visibleWindow, zoomAt } from './viewport';
import { epochMsFromNs, nanos } from '../../../engine/units';
import { askedId } from './asked';
import { fitText } from './fitText';

const timeline = draftTimeline({
  id: 'req_1',
  traces: ['front/GET-/cart [0-1000] error\n  back/query [100-900]'],
  lines: [
    { at: 50, service: 'front', line: '{"message":"asking","n":1}', level: 'info' },
    { at: 950, service: 'front', line: 'msg="gave up" err=timeout', level: 'error' },
    { at: 5000, service: 'back', line: 'idle again', level: 'debug' },
  ],
});

const passing = (change: Partial<Filter>) => {
  const matches = matchItems(timeline, { ...noFilter, ...change });
  return Array.from(listOrder(matches), (item) => itemMessage(timeline, item));
};

describe('filter', () => {
  it('lets everything through when it is open', () => {
    expect(isOpen(noFilter)).toBe(true);
    expect(passing({})).toEqual(['GET-/cart', 'asking', 'query', 'gave up', 'idle again']);
  });

  it('keeps what is loud enough', () => {
    expect(passing({ level: Severity.Info })).toEqual(['GET-/cart', 'asking', 'query', 'gave up']);
    expect(passing({ level: Severity.Error })).toEqual(['GET-/cart', 'gave up']);
  });

  it('switches services off, and finds text whatever its case', () => {
    expect(passing({ hidden: new Set(['front']) })).toEqual(['query', 'idle again']);
    expect(passing({ text: ' GAVE up ' })).toEqual(['gave up']);
    expect(passing({ text: 'back' })).toEqual(['query', 'idle again']);
  });

  it('keeps what lies around errors, a span when any of it does', () => {
    expect(passing({ around: 0.02 })).toEqual(['GET-/cart', 'gave up']);
    expect(passing({ around: 0.1 })).toEqual(['GET-/cart', 'query', 'gave up']);
    expect(passing({ around: 5 })).toHaveLength(5);
    expect(passing({ around: 5, hidden: new Set(['front']) })).toEqual([]);
  });
});

describe('steps', () => {
  const order = listOrder(matchItems(timeline, noFilter));
  it('walk through the list and stay at its ends', () => {
    const { items } = timeline;
    expect(stepFrom(order, items, -1, 'next')).toBe(0);
    expect(stepFrom(order, items, 0, 'next')).toBe(1);
    expect(stepFrom(order, items, 4, 'next')).toBe(4);
    expect(stepFrom(order, items, 2, 'previous')).toBe(1);
    expect(stepFrom(order, items, 0, 'previous')).toBe(0);
    expect(stepFrom(order, items, 2, 'first')).toBe(0);
    expect(stepFrom(order, items, 0, 'last')).toBe(4);
    expect(stepFrom(order, items, 0, 'next-error')).toBe(3);
    expect(stepFrom(order, items, 3, 'next-error')).toBe(0);
    expect(stepFrom(new Int32Array(), items, 3, 'next')).toBe(-1);
  });
});

describe('messages', () => {
  it.each([
    ['{"level":"info","message":"hello\\nworld"}', 'hello world'],
    ['{"a":1}', '{"a":1}'],
    ['{broken', '{broken'],
    ['level=warn msg="two words" x=1', 'two words'],
    ['level=warn msg=one x=1', 'one'],
    ['2026-11-21T10:05:14.811Z INFO [req_1] cart loaded', '[req_1] cart loaded'],
    ['plain text', 'plain text'],
    ['', ''],
  ])('of %s', (line, message) => {
    expect(lineMessage(line)).toBe(message);
  });

  it('are indented for reading when they are JSON', () => {
    expect(prettyLine('{"a":{"b":1}}')).toBe('{\n  "a": {\n    "b": 1\n  }\n}');
    expect(prettyLine('no json')).toBe('no json');
  });

  it('are cut to the room there is', () => {
    const measure = (text: string) => text.length;
    expect(fitText('hello', 5, measure)).toBe('hello');
    expect(fitText('hello world', 6, measure)).toBe('hello…');
    expect(fitText('hello', 0, measure)).toBe('');
  });
});

describe('export', () => {
  it('is a table of fixed width', () => {
    const words: ExportWords = {
      title: 'req_1 · 2 spans',
      columns: ['time', 'offset', 'service', 'signal', 'level', 'text'],
      time: (time) => new Date(epochMsFromNs(time)).toISOString().slice(11, 23),
      offset: (offset) => `+${(offset / 1e9).toFixed(3)} s`,
      length: (length) => `${length / 1e6} ms`,
      signal: { span: 'span', log: 'log', exemplar: 'exemplar' },
      unmapped: '?',
    };
    expect(exportText(timeline, listOrder(matchItems(timeline, noFilter)), words)).toBe(
      `req_1 · 2 spans

time            offset  service  signal  level  text
----------------------------------------------------
09:40:00.000  +0.000 s  front    span    error  GET-/cart (1000 ms)
09:40:00.050  +0.050 s  front    log     info   asking
09:40:00.100  +0.100 s  back     span           query (800 ms)
09:40:00.950  +0.950 s  front    log     error  gave up
09:40:05.000  +5.000 s  back     log     debug  idle again
`
    );
  });
});

describe('window', () => {
  const extent = { from: nanos(0), to: nanos(1e9) };
  it('zooms around a time, moves, and never loses what there is', () => {
    expect(zoomAt(extent, nanos(25e7), 0.5, extent)).toEqual({ from: 125e6, to: 625e6 });
    expect(zoomAt(extent, nanos(0), 1e9, extent).to).toBe(20e9);
    expect(zoomAt(extent, nanos(0), 1e-12, extent).to).toBe(1000);
    expect(panBy(extent, 0.5, extent)).toEqual({ from: 5e8, to: 15e8 });
    expect(panBy(extent, 100, extent).from).toBe(9e8);
    expect(reveal(extent, 2e8, 3e8)).toBe(extent);
    expect(reveal({ from: nanos(0), to: nanos(100) }, 500, 510)).toEqual({ from: 455, to: 555 });
  });

  it('survives a change of the origin, and is given up when the data is of another time', () => {
    const { origin } = timeline;
    const zoom = toZoom({ from: nanos(2e8), to: nanos(4e8) }, origin);
    expect(visibleWindow(zoom, extent, origin)).toEqual({ from: 2e8, to: 4e8 });
    const later = toZoom({ from: nanos(3600e9), to: nanos(3601e9) }, origin);
    expect(visibleWindow(later, extent, origin)).toBe(extent);
    expect(toDashboardRange({ from: nanos(1.5e6), to: nanos(2.5e6) }, origin)).toEqual({
      from: epochMsFromNs(origin) + 1,
      to: epochMsFromNs(origin) + 3,
    });
  });
});

describe('view state', () => {
  const start = initialView('lanes', Severity.Quiet, 0);
  it('isolates a service and shows all again', () => {
    const alone = reduceView(start, { kind: 'isolate-service', key: 'a', all: ['a', 'b', 'c'] });
    expect([...alone.filter.hidden]).toEqual(['b', 'c']);
    expect(reduceView(alone, { kind: 'isolate-service', key: 'a', all: ['a', 'b', 'c'] }).filter.hidden.size).toBe(0);
    expect([...reduceView(start, { kind: 'toggle-service', key: 'b' }).filter.hidden]).toEqual(['b']);
  });

  it('keeps the rest when one thing changes', () => {
    const opened = reduceView(reduceView(start, { kind: 'text', text: 'x' }), { kind: 'open', key: 'span:1:2' });
    expect(opened).toMatchObject({ open: 'span:1:2', focus: 'span:1:2', filter: { text: 'x' } });
    const closed = reduceView(opened, { kind: 'open', key: undefined });
    expect(closed).toMatchObject({ open: undefined, focus: 'span:1:2' });
    expect(reduceView(closed, { kind: 'clear-filter' }).filter).toBe(noFilter);
    expect([...reduceView(start, { kind: 'toggle-lane', key: 'a' }).collapsed]).toEqual(['a']);
    expect(reduceView(start, { kind: 'report', open: true }).reportOpen).toBe(true);
  });

  it('opens as the options say', () => {
    expect(initialView('list', Severity.Error, 5)).toMatchObject({ mode: 'list', filter: { level: 3, around: 5 } });
  });
});

describe('asked ID', () => {
  it('is that of our query, with variables filled in', () => {
    const fill = (text: string) => text.replace('$id', 'req_1');
    expect(askedId([{ expr: 'up' }, { view: 'correlate', value: '$id' }], fill)).toBe('req_1');
    expect(askedId([{ view: 'correlate', value: '' }], fill)).toBeUndefined();
    expect(askedId(undefined, fill)).toBeUndefined();
  });
});
