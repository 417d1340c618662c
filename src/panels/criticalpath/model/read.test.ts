import { type DataFrame, getPanelDataSummary, toDataFrame } from '@grafana/data';
import { drawTrace } from '../../../../pkg/testkit';
import { finish } from '../../../engine/steps';
import { writeHistory, writeTrace } from '../../../frames';
import { migrateOptions } from '../migrations';
import { defaultOptions, withDefaults } from '../options';
import { suggest } from '../suggestions';
import { fieldLook } from './formats';
import { readFrames, type Reading } from './read';
import { initialView, reduceView } from './view-state';

const frameOf = (text: string, traceId = '1', custom: Record<string, unknown> = {}): DataFrame => {
  const frame = writeTrace(drawTrace(text, { traceId }), { refId: 'A' });
  return { ...frame, meta: { ...frame.meta, custom: { ...frame.meta?.custom, ...custom } } };
};
const read = (frames: readonly DataFrame[], before?: Reading) => finish(readFrames(frames, before));
const SMALL = 'a/x [0-10]';
const LARGE = 'a/x [0-10]\n  a/y [1-2]';

describe('frames', () => {
  it('give each trace once, the copy that holds most', () => {
    const reading = read([frameOf(SMALL), frameOf(LARGE), frameOf(SMALL, '2')]);
    expect(reading.traces.map(({ trace }) => trace.size)).toEqual([2, 1]);
    expect(reading.copies).toBe(1);
  });

  it('that a refresh brings again unchanged keep their traces, and with them all analyses', () => {
    const before = read([frameOf(LARGE)]);
    expect(read([frameOf(LARGE)], before).traces[0]?.trace).toBe(before.traces[0]?.trace);
    expect(read([frameOf('a/x [0-10]\n  a/y [1-3]')], before).traces[0]?.trace).not.toBe(before.traces[0]?.trace);
    expect(read([frameOf('b/x [0-10]\n  b/y [1-2]')], before).traces[0]?.trace).not.toBe(before.traces[0]?.trace);
  });

  it('say to which cohort their traces belong, and how long operations usually take', () => {
    const tagged = frameOf(SMALL);
    const clew: unknown = tagged.meta?.custom?.clew;
    const baseline = frameOf(SMALL, '3', { clew: { ...Object(clew), cohort: 'baseline' } });
    const usual = { service: 'a', p50: 2e6, count: undefined, source: 'Tempo' };
    const history = writeHistory(
      [
        { ...usual, operation: 'x', p99: 5e6 },
        { ...usual, operation: 'y', p99: NaN },
      ],
      { refId: 'A' }
    );
    const reading = read([tagged, baseline, history]);
    expect(reading.traces.map(({ cohort }) => cohort)).toEqual([undefined, 'baseline']);
    expect(reading.history).toMatchObject([{ service: 'a', operation: 'x', p99: 5e6 }]);
    expect(reading.problems).toMatchObject([{ code: 'table.bad-row' }]);
    expect(reading.foreign).toEqual([]);
  });

  it('without spans are named', () => {
    const frame = toDataFrame({ refId: 'B', fields: [{ name: 'colour', values: ['red'] }] });
    expect(read([frame])).toMatchObject({ traces: [], foreign: ['B (colour)'] });
  });
});

describe('units and mappings', () => {
  it('are those of the fields', () => {
    const frame = frameOf(SMALL);
    const fields = frame.fields.map((field) =>
      field.name === 'duration'
        ? {
            ...field,
            config: { unit: 's' },
            display: (value: unknown) => ({ text: String(value), suffix: ' s', numeric: 0 }),
          }
        : field
    );
    expect(fieldLook([{ ...frame, fields }]).length?.(Object(2e9).valueOf())).toBe('2 s');
    // Ours says `ms`, which nobody chose.
    expect(fieldLook([frame]).length).toBeUndefined();
    expect(fieldLook([]).service('a')).toBeUndefined();
  });
});

describe('options', () => {
  it('of a stored panel are brought to today, and those of tomorrow left alone', () => {
    expect(migrateOptions({ rule: 'tolerant' })).toEqual({ rule: 'tolerant', version: 1 });
    expect(migrateOptions({ version: 7 })).toEqual({ version: 7 });
    expect(withDefaults({ faster: 50 })).toEqual({ ...defaultOptions, faster: 50 });
  });
});

describe('suggestions', () => {
  it('are made for trace frames only', () => {
    const summary = (frames: DataFrame[]) => suggest(getPanelDataSummary(frames));
    expect(summary([frameOf(SMALL)])).toHaveLength(1);
    expect(summary([toDataFrame({ fields: [{ name: 'value', values: [1] }] })])).toEqual([]);
    expect(summary([])).toEqual([]);
  });
});

describe('view state', () => {
  const start = initialView(false);
  it('keeps the rest when one thing changes', () => {
    const opened = reduceView(reduceView(start, { kind: 'fold', span: 'a' }), { kind: 'open', span: 'b' });
    expect(opened).toMatchObject({ open: 'b', focus: 'b' });
    expect([...opened.folded]).toEqual(['a']);
    expect(reduceView(opened, { kind: 'fold', span: 'a' }).folded.size).toBe(0);
    expect(reduceView(opened, { kind: 'open', span: undefined })).toMatchObject({ open: undefined, focus: 'b' });
  });

  it('looks at one service, and at all again', () => {
    const one = reduceView(start, { kind: 'service', key: 'a' });
    expect(one.service).toBe('a');
    expect(reduceView(one, { kind: 'service', key: 'a' }).service).toBeUndefined();
  });
});
