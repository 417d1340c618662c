import { drawTrace } from '../../../../pkg/testkit';
import { nanos } from '../../../engine/units';
import { compareCohorts } from './cohorts';
import { FLAME_ROOT, type FlameBox, flameBoxes, type FlameStep, stepFlame } from './flame';
import { analyseMany, type ManyTraces } from './many';
import { rankMany } from './ranked-many';
import type { Cohort, TraceEntry } from './read';

const RULE = { rule: 'last-finishing', backToBack: 'inclusive' } as const;

/** Twenty requests; the two slowest wait for the fraud check. */
function requests(cohort?: Cohort, first = 1): readonly TraceEntry[] {
  return Array.from({ length: 20 }, (_, at) => {
    const score = at < 18 ? 10 + at : 900 + at;
    const text = `
      frontend/checkout [0-${100 + score}] server
        cart/read [5-25]
        payment/charge [30-${90 + score}]
          fraud/score [40-${40 + score}]
    `;
    return { trace: drawTrace(text, { traceId: String(first + at).padStart(32, '0') }), cohort };
  });
}

function summed(entries: readonly TraceEntry[]): ManyTraces {
  const many = analyseMany(entries, RULE);
  if (many === undefined) {
    throw new Error('no traces');
  }
  return many;
}

const entries = requests();
const many = summed(entries);
const print = (boxes: readonly FlameBox[]) =>
  [...boxes]
    .sort((a, b) => a.level - b.level || a.from - b.from)
    .map(({ row, level, from, to }) => {
      const callPath = many.group.callPaths[row];
      const name = callPath === undefined ? 'all' : many.operation(callPath.operation).operation;
      return `${level} ${name} ${Math.round(from * 100)}-${Math.round(to * 100)}`;
    });

describe('many traces', () => {
  it('are summed once, also when they arrive in batches', () => {
    const batch = requests(undefined, 50);
    expect(analyseMany(batch.slice(0, 5), RULE)?.group.traces).toBe(5);
    expect(analyseMany(batch, RULE)?.group.traces).toBe(20);
    expect(analyseMany(batch, RULE)?.group.traces).toBe(20);
    expect(analyseMany(batch.slice(0, 3), RULE)?.group.traces).toBe(3);
    expect(analyseMany([], RULE)).toBeUndefined();
  });

  it('say what would be saved', () => {
    const [first] = rankMany(many, 0.5);
    expect(first).toMatchObject({ operation: 'score' });
    expect(first?.saving).toBeGreaterThan(0);
    const answer = many.retiming().whatIf({ service: 'fraud', operation: 'score', factor: 0 });
    expect(answer.after.p99).toBeLessThan(answer.before.p99 / 5);
  });
});

describe('flame graph', () => {
  it('hangs callees below callers, as wide as their time', () => {
    const boxes = flameBoxes(many, FLAME_ROOT);
    expect(print(boxes)[0]).toBe('0 all 0-100');
    expect(print(boxes)[1]).toBe('1 checkout 0-100');
    const widths = (level: number) =>
      boxes.filter((box) => box.level === level).reduce((sum, { from, to }) => sum + to - from, 0);
    expect(widths(3)).toBeLessThan(widths(2));
    expect(boxes.every(({ from, to }) => from >= 0 && to <= 1 && from <= to)).toBe(true);
  });

  it('widens a call path to the whole width, with its callers', () => {
    const score = flameBoxes(many, FLAME_ROOT).find(({ level }) => level === 3);
    const boxes = flameBoxes(many, score?.key ?? '');
    expect(print(boxes)).toEqual(['0 all 0-100', '1 checkout 0-100', '2 charge 0-100', '3 score 0-100']);
  });

  it('forgets a call path that is not there any more', () => {
    expect(print(flameBoxes(many, '\nnobody none'))).toEqual(print(flameBoxes(many, FLAME_ROOT)));
  });

  it('is walked by keys', () => {
    const boxes = flameBoxes(many, FLAME_ROOT);
    const go = (from: FlameBox | undefined, step: FlameStep) => stepFlame(boxes, from?.key, step);
    const root = go(undefined, 'callee');
    expect(root?.level).toBe(0);
    const checkout = go(root, 'callee');
    const charge = go(checkout, 'callee');
    const read = go(charge, 'next');
    expect([checkout, charge, read].map((box) => box?.level)).toEqual([1, 2, 2]);
    expect(go(read, 'previous')).toBe(charge);
    expect(go(read, 'caller')).toBe(checkout);
    expect(go(read, 'callee')).toBe(read);
    expect(go(root, 'caller')).toBe(root);
  });
});

describe('cohorts', () => {
  it('name what slow requests do that usual ones do not', () => {
    const compared = compareCohorts(many, 'p50');
    expect(compared?.slow.kind).toBe('p99');
    expect(compared?.rows[0]).toMatchObject({ service: 'fraud', operation: 'score' });
    expect(compared?.rows[0]?.more).toBeGreaterThan(nanos(200e6));
    expect(compareCohorts(many, 'all')?.usual.kind).toBe('all');
  });

  it('are those of the data source where it gave a baseline', () => {
    const both = summed([...requests('selection', 100), ...requests('baseline', 200).slice(0, 10)]);
    expect(both.baseline?.traces).toBe(10);
    expect(both.traces).toHaveLength(20);
    const compared = compareCohorts(both, 'p50');
    expect([compared?.slow.kind, compared?.usual.kind]).toEqual(['selection', 'baseline']);
    expect(compared?.rows[0]).toMatchObject({ operation: 'score' });
  });
});
