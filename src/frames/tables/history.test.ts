import { drawTrace } from '../../../pkg/testkit';
import { defaultIdentityRules } from '../../engine/correlation';
import { classifyFrames, readHistory, readTraces, traceCohort, writeHistory, writeTrace, type HistoryRow } from '..';

const ROWS: readonly HistoryRow[] = [
  { service: 'payment', operation: 'POST /charges', p50: 24_000_000, p99: 50_000_000, count: 1200, source: 'Tempo' },
  { service: 'cart', operation: 'GET cart', p50: 0, p99: 1, count: undefined, source: 'Prometheus' },
];

describe('the table of usual durations', () => {
  const frame = writeHistory(ROWS, { refId: 'A' });

  it('reads what it wrote, after a trip through JSON too', () => {
    expect(readHistory([frame])).toEqual({ result: ROWS, problems: [] });
    expect(readHistory([JSON.parse(JSON.stringify(frame))]).result).toEqual(ROWS);
  });

  it('is known by its tag, and is not taken for a trace or a series', () => {
    const { clew, traces, series, unknown } = classifyFrames([frame]);
    expect([clew.history.length, traces.length, series.length, unknown.length]).toEqual([1, 0, 0, 0]);
  });

  it('leaves out rows without durations, and says so', () => {
    const broken = writeHistory([...ROWS, { ...ROWS[0], p99: NaN }], { refId: 'A' });
    const { result, problems } = readHistory([broken]);
    expect(result).toEqual(ROWS);
    expect(problems).toMatchObject([{ code: 'table.bad-row', count: 1 }]);
  });
});

describe('the cohort of a trace frame', () => {
  const trace = drawTrace('web/GET [0-10]');

  it.each(['selection', 'baseline', undefined] as const)('%s comes back, and the trace with it', (cohort) => {
    const frame = writeTrace(trace, { refId: 'A', ...(cohort === undefined ? {} : { cohort }) });
    expect(traceCohort(frame)).toBe(cohort);
    expect(readTraces([frame], defaultIdentityRules).result[0]?.operation).toEqual(['GET']);
  });
});
