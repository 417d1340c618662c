import { type DataFrame, toDataFrame } from '@grafana/data';
import { NOT_MEASURED, type Measure, type SignalRow } from '../../engine/signals';
import { epochMs } from '../../engine/units';
import { classifyFrames } from '../classify';
import { readServices, writeServices } from './services';
import { readSignals, writeSignals } from './signals';

const OPTIONS = { refId: 'A', source: { uid: 'prom', type: 'prometheus', name: 'Prometheus' } };
const CART = { key: 'shop/cart', name: 'cart', namespace: 'shop', basis: 'label:job' };

function measure(more: Partial<Measure>, labels: Readonly<Record<string, string>>): Measure {
  return {
    subject: { kind: 'service', service: 'cart' },
    role: 'p99',
    resource: undefined,
    convention: 'http',
    baseline: false,
    ...more,
    series: {
      name: 'p99',
      labels,
      times: [epochMs(0), epochMs(1000)],
      values: [null, 0.25],
      unit: 's',
      intervalMs: 1000,
      service: CART,
      signal: 'latency',
      quantile: 0.99,
    },
  };
}

const MEASURES: readonly Measure[] = [
  measure({}, { service: 'cart' }),
  measure({ baseline: true, lookbackMs: 4000 }, { service: 'cart', baseline: 'true' }),
  measure({ subject: { kind: 'instance', service: 'cart', instance: 'a:1' } }, { service: 'cart', instance: 'a:1' }),
  measure({ subject: { kind: 'edge', service: 'cart', client: 'web' } }, { client: 'web', server: 'cart' }),
  measure({ subject: { kind: 'whole', service: '' }, convention: 'whole' }, {}),
  measure({ role: 'saturation', resource: { kind: 'lock-wait', name: 'postgres' } }, { service: 'cart' }),
];

const ROW: SignalRow = {
  subject: { kind: 'edge', service: 'cart', client: 'web' },
  identity: CART,
  cells: {
    traffic: { value: 0, baseline: 2, ratio: 0 },
    errors: { value: 0.5, baseline: 0, ratio: undefined },
    p50: NOT_MEASURED,
    p95: NOT_MEASURED,
    p99: { value: 2, baseline: undefined, ratio: undefined },
    mean: NOT_MEASURED,
    'log-errors': NOT_MEASURED,
  },
  worst: { value: 1, baseline: 0.25, ratio: 4, resource: { kind: 'pool', name: 'main' } },
  conventions: ['http', 'micrometer'],
};

function snapshot(frame: DataFrame): DataFrame {
  return toDataFrame(JSON.parse(JSON.stringify(frame)));
}

describe('measures', () => {
  it('are read as they were written, through JSON too', () => {
    const frames = writeSignals(MEASURES, OPTIONS);
    expect(readSignals(frames)).toEqual({ result: MEASURES, problems: [] });
    expect(readSignals(frames.map(snapshot)).result).toEqual(MEASURES);
    expect(classifyFrames(frames).series).toHaveLength(MEASURES.length);
  });

  it('are called what the caller calls them, and keep their own names', () => {
    const [frame] = writeSignals([MEASURES[0]], { ...OPTIONS, title: () => 'cart, the slowest', expr: () => 'up' });
    const value = frame.fields[1];
    expect([value.config.displayNameFromDS, value.config.links?.[0].internal?.query.expr]).toEqual([
      'cart, the slowest',
      'up',
    ]);
    expect(readSignals([frame]).result[0].series.name).toBe('p99');
  });

  it('are not found in series of others', () => {
    const [frame] = writeSignals([MEASURES[0]], OPTIONS);
    expect(readSignals([{ ...frame, meta: {} }, { fields: [] }]).result).toEqual([]);
  });
});

describe('the table of services', () => {
  it('is read as it was written, through JSON too', () => {
    const whole: SignalRow = { ...ROW, subject: { kind: 'whole', service: '' }, worst: undefined, conventions: [] };
    const frame = writeServices([ROW, whole], {
      ...OPTIONS,
      wholeText: 'All',
      heading: (field) => field.toUpperCase(),
    });
    expect(readServices([frame])).toEqual({ result: [ROW, whole], problems: [] });
    expect(readServices([snapshot(frame)]).result).toEqual([ROW, whole]);
    expect(classifyFrames([frame]).clew.services).toEqual([frame]);
  });

  it('hides columns that no row fills', () => {
    const { fields } = writeServices([ROW], OPTIONS);
    const shown = fields.filter(({ config }) => config.custom?.hidden !== true).map(({ name }) => name);
    expect(shown).toEqual([
      ...['client', 'service', 'traffic', 'trafficBaseline', 'trafficRatio', 'errors', 'errorsBaseline', 'p99'],
      ...['saturation', 'saturationBaseline', 'saturationRatio', 'saturationOf', 'conventions'],
    ]);
  });

  it('drops rows that cannot be read, and says so', () => {
    const frame = writeServices([ROW, ROW], OPTIONS);
    const broken = {
      ...frame,
      fields: frame.fields.map((field) =>
        field.name === 'clewSubject' ? { ...field, values: ['?', field.values[1]] } : field
      ),
    };
    expect(readServices([broken])).toMatchObject({ result: [ROW], problems: [{ code: 'table.bad-row', count: 1 }] });
  });
});
