import { ExchangeColumns } from './exchanges';
import { estimateOffset, offsetAbout, type OffsetEstimate, type OffsetReading, readOffset } from './offset';
import { always, drifting, LEAST_DELAY, MEAN_DELAY, stepping, talk, type TalkDraft } from './testing/exchanges';
import { traceIdOf } from '../../../pkg/testkit';

const MS = 1e6;
const MINUTE = 60e9;
const SEEDS = Array.from({ length: 25 }, (_, at) => at + 1);
/** Rare mistakes only show in many. */
const MANY_SEEDS = Array.from({ length: 200 }, (_, at) => at + 1);

function estimatedOrNone(draft: TalkDraft): OffsetEstimate | undefined {
  const columns = talk(draft);
  return estimateOffset(columns, columns.tick());
}

function estimated(draft: TalkDraft): OffsetEstimate {
  const estimate = estimatedOrNone(draft);
  if (estimate === undefined) {
    throw new Error('no estimate');
  }
  return estimate;
}

function middle({ span }: OffsetEstimate): number {
  return (span.low + span.high) / 2;
}

/** Of all seeds: in how many the truth is inside, the median width and the median error. */
function quality(draft: Omit<TalkDraft, 'seed'>, seeds: readonly number[] = SEEDS) {
  const rows = seeds.map((seed) => {
    const estimate = estimated({ ...draft, seed });
    const { low, high, offset } = readOffset(estimate, middle(estimate));
    const truth = draft.offset(middle(estimate));
    return { held: low <= truth && truth <= high, width: high - low, error: Math.abs(offset - truth) };
  });
  const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN;
  return {
    held: rows.filter(({ held }) => held).length / rows.length,
    width: median(rows.map(({ width }) => width)),
    error: median(rows.map(({ error }) => error)),
  };
}

describe('estimateOffset', () => {
  it('holds the true offset, within twice the least round trip, and is right to a tenth of a delay', () => {
    const { held, width, error } = quality({ exchanges: 300, offset: always(340) });
    expect(held).toBe(1);
    expect(width).toBeLessThan(4 * LEAST_DELAY);
    expect(error).toBeLessThan(MEAN_DELAY / 10);
  });

  it.each([50, -50])('finds a drift of %i ppm with its sign, and the offset at the middle', (ppm) => {
    const draft = { exchanges: 400, offset: drifting(-3, ppm) };
    const { held, error } = quality(draft);
    expect(held).toBeGreaterThanOrEqual(0.95);
    expect(error).toBeLessThan(MEAN_DELAY / 10);
    for (const seed of SEEDS) {
      const estimate = estimated({ ...draft, seed });
      const { drift, driftRange } = readOffset(estimate, middle(estimate));
      expect(Math.abs(drift * 1e6 - ppm)).toBeLessThan(0.1 * Math.abs(ppm));
      expect(driftRange.low * 1e6).toBeLessThanOrEqual(ppm);
      expect(driftRange.high * 1e6).toBeGreaterThanOrEqual(ppm);
      expect(estimate.steps).toEqual([]);
    }
  });

  it.each([
    [150, 4],
    [-150, 7],
    [3, 5],
  ])('finds a step of %i ms at minute %i', (by, minute) => {
    for (const seed of SEEDS) {
      const { steps, segments } = estimated({ seed, exchanges: 400, offset: stepping(by, minute) });
      expect(segments).toHaveLength(2);
      expect(steps).toHaveLength(1);
      const [step] = steps;
      expect(Math.abs((step?.by ?? 0) - by * MS)).toBeLessThan(0.3 * MS);
      expect(Math.abs((step?.at ?? 0) - minute * MINUTE)).toBeLessThan(10e9);
    }
  });

  it('sees no step where there is none, late answers or not', () => {
    for (const late of [0, 0.2]) {
      const found = SEEDS.filter(
        (seed) => estimated({ seed, exchanges: 400, offset: drifting(0, 8), late, lateBy: 80 * MS }).steps.length > 0
      );
      expect(found).toEqual([]);
    }
  });

  it('finds a step among few exchanges that is large against their round trips, in nearly all seeds', () => {
    const found = MANY_SEEDS.filter((seed) => {
      const { steps } = estimated({ seed, exchanges: 20, offset: stepping(340, 5) });
      return steps.length === 1 && Math.abs((steps[0]?.by ?? 0) - 340 * MS) < 2 * MS;
    });
    expect(found.length).toBeGreaterThanOrEqual(0.95 * MANY_SEEDS.length);
  });

  it.each([
    [8, 0, 0],
    [12, 0.2, 100],
    [20, 0.5, 500],
    [35, 0.9, 5],
  ])(
    'sees no step among %i exchanges of a healthy clock, of which a share of %d end up to %i ms late',
    (exchanges, late, ms) => {
      const draft = { exchanges, offset: drifting(3, 20), late, lateBy: ms * MS };
      expect(MANY_SEEDS.filter((seed) => estimatedOrNone({ ...draft, seed })?.steps.length)).toEqual([]);
    }
  );

  it('does not follow servers that end after their client has gone', () => {
    const draft = { exchanges: 400, offset: always(-7), late: 0.2, lateBy: 100 * MS };
    const { held, error } = quality(draft);
    expect(held).toBeGreaterThanOrEqual(0.95);
    expect(error).toBeLessThan(MEAN_DELAY / 10);
    const { outliers, exchanges } = estimated({ ...draft, seed: 1 });
    expect(exchanges).toBe(400);
    expect(outliers.length).toBeGreaterThan(60);
    expect(outliers.length).toBeLessThan(100);
  });

  it('names the one exchange that contradicts all others', () => {
    const columns = talk({ seed: 3, exchanges: 60, offset: always(0) });
    const spanId = 'liar';
    columns.add({ time: MINUTE, lower: -0.1 * MS, upper: -3 * MS, traceId: traceIdOf('1'), spanId }, 1);
    const estimate = estimateOffset(columns, 0);
    expect(estimate?.outliers.map((row) => columns.spanId[row])).toEqual(['liar']);
    expect(estimate === undefined ? NaN : Math.abs(readOffset(estimate, MINUTE).offset)).toBeLessThan(MEAN_DELAY / 2);
  });

  it('allows for clocks that tick in milliseconds: no skew on one and the same machine', () => {
    const draft = { exchanges: 200, offset: always(0), tick: MS };
    expect(talk({ ...draft, seed: 1 }).tick()).toBe(MS);
    expect(quality(draft).held).toBe(1);
    expect(estimated({ ...draft, seed: 1 }).tick).toBe(MS);
  });

  it.each([1, 2, 5, 20])('is honest about %i exchanges', (exchanges) => {
    const { held } = quality({ exchanges, offset: drifting(40, 5) });
    expect(held).toBeGreaterThanOrEqual(0.95);
  });

  it('says nothing where every call outlives its caller, or there is none', () => {
    const columns = new ExchangeColumns();
    expect(estimateOffset(columns, 0)).toBeUndefined();
    columns.add({ time: 0, lower: 5, upper: 1, traceId: traceIdOf('1'), spanId: 'a' }, 0);
    expect(estimateOffset(columns, 0)).toBeUndefined();
  });

  it('stands exchanges of one moment', () => {
    const columns = new ExchangeColumns();
    for (let row = 0; row < 40; row += 1) {
      columns.add({ time: 7, lower: -row - 1, upper: row + 3, traceId: traceIdOf('1'), spanId: String(row) }, row);
    }
    const estimate = estimateOffset(columns, 0);
    const reading = estimate === undefined ? undefined : readOffset(estimate, 7);
    expect(reading).toMatchObject({ low: -1, high: 3 });
    expect(reading?.offset).toBeCloseTo(1, 6);
    expect(estimate?.span).toEqual({ low: 7, high: 7 });
  });

  it('has limits that hold the offset at every moment, wider away from the exchanges', () => {
    const estimate = estimated({ seed: 5, exchanges: 200, offset: drifting(1, 20) });
    const width = ({ low, high }: Pick<OffsetReading, 'low' | 'high'>): number => high - low;
    for (let minute = 0; minute <= 10; minute += 1) {
      const { low, high } = readOffset(estimate, minute * MINUTE);
      const truth = drifting(1, 20)(minute * MINUTE);
      expect(low).toBeLessThanOrEqual(truth);
      expect(high).toBeGreaterThanOrEqual(truth);
    }
    expect(width(readOffset(estimate, 60 * MINUTE))).toBeGreaterThan(width(readOffset(estimate, 5 * MINUTE)));
    expect(width(offsetAbout(estimate, 0))).toBeCloseTo(width(readOffset(estimate, middle(estimate))), 0);
  });
});
