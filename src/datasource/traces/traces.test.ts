import { delay, NEVER, of, throwError } from 'rxjs';
import { FieldType, LoadingState, toDataFrame, type DataFrame, type DataQueryResponse } from '@grafana/data';
import { classifyFrames, readHistory, readReport, traceCohort } from '../../frames';
import { messageText } from '../../ui';
import { DEFAULT_QUERIES, type TracesQuery } from '../query';
import { sampleRequest, setBench, type Answer, type AnyTarget, type Bench } from '../testing/fakeSources';
import { SAMPLE_MS, traceFrame } from '../testing/sampleFrames';

const TIMEOUT_MS = 1_000;

/** A trace as the fake Tempo holds it. */
interface Held {
  readonly id: string;
  readonly startMs: number;
  readonly ms: number;
}

/** So many traces over the hour of the request; the longer ones are old, so that the newest are all short. */
function population(count: number): readonly Held[] {
  return Array.from({ length: count }, (_, number) => ({
    id: (number + 1).toString(16).padStart(32, 'a'),
    startMs: SAMPLE_MS - 1_800_000 + Math.floor((3_600_000 * number) / count),
    ms: count - number,
  }));
}

/** Answers searches as Tempo does: the newest first, up to the limit; and traces by ID. */
function tempo(held: readonly Held[]): Answer {
  return ({ targets, range }) => {
    const from = range.from.valueOf();
    const to = range.to.valueOf();
    const frames = targets.map((target): DataFrame => {
      const { query = '', refId } = target;
      if (!/[{(]/.test(query)) {
        return traceFrame(query, refId);
      }
      const least = Number(/traceDuration >= (\d+)ms/.exec(query)?.[1] ?? 0);
      const found = held
        .filter(({ startMs, ms }) => startMs >= from && startMs < to && ms >= least)
        .sort((a, b) => b.startMs - a.startMs)
        .slice(0, limitOf(target));
      return searchTable(found, refId);
    });
    return of({ data: frames });
  };
}

function limitOf(target: AnyTarget): number {
  return 'limit' in target && typeof target.limit === 'number' ? target.limit : 20;
}

function searchTable(found: readonly Held[], refId: string): DataFrame {
  return toDataFrame({
    name: 'Traces',
    refId,
    fields: [
      { name: 'traceID', type: FieldType.string, values: found.map(({ id }) => id) },
      { name: 'startTime', type: FieldType.time, values: found.map(({ startMs }) => startMs) },
      { name: 'traceDuration', type: FieldType.number, values: found.map(({ ms }) => ms) },
    ],
  });
}

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

function ask(
  bench: Bench,
  query: Partial<TracesQuery>
): { readonly answers: DataQueryResponse[]; readonly stop: () => void } {
  const answers: DataQueryResponse[] = [];
  const request = sampleRequest();
  const target: TracesQuery = { ...DEFAULT_QUERIES.traces, refId: 'A', selection: '{ }', ...query };
  const clew = bench.clew({ timeoutMs: TIMEOUT_MS });
  const subscription = clew
    .query({ ...request, filters: [], targets: [target] })
    .subscribe((answer) => answers.push(answer));
  return { answers, stop: () => subscription.unsubscribe() };
}

async function settled(bench: Bench, query: Partial<TracesQuery>): Promise<DataQueryResponse> {
  const { answers } = ask(bench, query);
  await jest.advanceTimersByTimeAsync(20 * TIMEOUT_MS);
  const last = answers[answers.length - 1];
  expect(last?.state).not.toBe(LoadingState.Streaming);
  expect(bench.openRequests()).toBe(0);
  return last ?? { data: [] };
}

function idsOf({ data }: DataQueryResponse): readonly string[] {
  return classifyFrames<DataFrame>(data).traces.map(({ fields }) => String(fields[0]?.values[0]));
}

function lines({ data }: DataQueryResponse): Readonly<Record<string, string>> {
  const { result } = readReport(classifyFrames<DataFrame>(data).clew.report);
  return Object.fromEntries(
    result.map(({ leg, state, message, params }) => [leg, `${state}: ${messageText(message, params)}`])
  );
}

describe('the slowest', () => {
  it('are found although the newest are all short, and proven to be', async () => {
    const bench = setBench();
    bench.traces.answer = tempo(population(5000));
    const answer = await settled(bench, { sample: { kind: 'slowest', traces: 10 } });
    expect(idsOf(answer)).toEqual(
      population(5000)
        .slice(0, 10)
        .map(({ id }) => id)
    );
    expect(lines(answer)['traces:sample:selection:tempo']).toBe(
      'done: The 10 slowest: every trace of 4.991 s and more was seen'
    );
    // Every search leaves a fraction, so that a few are enough.
    const searches = bench.traces.requests.filter(({ targets }) => /[{(]/.test(targets[0]?.query ?? ''));
    expect(searches.length).toBeLessThanOrEqual(5);
  });

  it('are all of them, when there are not more', async () => {
    const bench = setBench();
    bench.traces.answer = tempo(population(7));
    const answer = await settled(bench, { sample: { kind: 'slowest', traces: 10 } });
    expect(idsOf(answer)).toHaveLength(7);
    expect(lines(answer)['traces:sample:selection:tempo']).toBe('done: All 7 traces of the selection');
  });

  it('are said to be uncertain when too many are equally slow', async () => {
    const bench = setBench();
    bench.traces.answer = tempo(population(3000).map((one) => ({ ...one, ms: 4500 })));
    const answer = await settled(bench, { sample: { kind: 'slowest', traces: 10 } });
    expect(idsOf(answer)).toHaveLength(10);
    expect(lines(answer)['traces:sample:selection:tempo']).toMatch(/^partial: The 10 slowest of \d+ traces seen/);
    expect(classifyFrames<DataFrame>(answer.data).clew.report[0]?.meta?.notices).toHaveLength(1);
  });
});

describe('a random sample', () => {
  it('is drawn from everything when one search names it all; the same seed draws the same', async () => {
    const draw = async (seed: number): Promise<readonly string[]> => {
      const bench = setBench();
      bench.traces.answer = tempo(population(90));
      const answer = await settled(bench, { sample: { kind: 'random', traces: 20, seed } });
      expect(lines(answer)['traces:sample:selection:tempo']).toBe(
        'done: 20 traces drawn at random from all 90 of the selection'
      );
      return idsOf(answer);
    };
    const [one, again, other] = [await draw(1), await draw(1), await draw(2)];
    expect(new Set(one).size).toBe(20);
    expect(again).toEqual(one);
    expect(other).not.toEqual(one);
  });

  it('covers the whole window when a search would answer its newest part only', async () => {
    const bench = setBench();
    const held = population(8000);
    bench.traces.answer = tempo(held);
    const answer = await settled(bench, { sample: { kind: 'random', traces: 80 } });
    const startOf = new Map(held.map(({ id, startMs }) => [id, startMs]));
    const eighths = idsOf(answer).map((id) => Math.floor(((startOf.get(id) ?? 0) - SAMPLE_MS + 1_800_000) / 450_000));
    expect(eighths).toHaveLength(80);
    expect(new Set(eighths).size).toBe(8);
    expect(lines(answer)['traces:sample:selection:tempo']).toMatch(
      /^done: 80 traces drawn at random from \d+ seen, by/
    );
  });

  it('follows the traffic, a stratified one does not', async () => {
    // Seven of eight traces came in the first eighth of the hour.
    const held = population(6400).map((one, number) =>
      number % 8 === 0 ? one : { ...one, startMs: SAMPLE_MS - 1_800_000 + (number % 450) * 1000 }
    );
    const early = async (kind: 'random' | 'stratified'): Promise<number> => {
      const bench = setBench();
      bench.traces.answer = tempo(held);
      const answer = await settled(bench, { sample: { kind, traces: 80 } });
      const startOf = new Map(held.map(({ id, startMs }) => [id, startMs]));
      return idsOf(answer).filter((id) => (startOf.get(id) ?? 0) < SAMPLE_MS - 1_350_000).length;
    };
    expect(await early('random')).toBeGreaterThan(55);
    expect(await early('stratified')).toBe(10);
  });
});

describe('streaming', () => {
  it('shows the first batch before the last, with how far it has come, and tags the cohort', async () => {
    const bench = setBench();
    const held = tempo(population(40));
    bench.traces.answer = (request) => held(request).pipe(delay(100));
    const { answers } = ask(bench, {
      baseline: '{ status = error }',
      sample: { kind: 'slowest', traces: 40 },
    });
    await jest.advanceTimersByTimeAsync(10 * TIMEOUT_MS);
    const counts = answers.map((answer) => idsOf(answer).length);
    expect(counts.length).toBeGreaterThan(2);
    expect(counts[counts.length - 1]).toBe(80);
    expect([...counts].sort((a, b) => a - b)).toEqual(counts);
    expect(answers.slice(0, -1).every(({ state }) => state === LoadingState.Streaming)).toBe(true);
    expect(new Set(answers.map(({ key }) => key)).size).toBe(1);
    expect(JSON.stringify(answers.map(lines))).toMatch(/loading: \d+ of 40 traces fetched/);
    const { traces } = classifyFrames<DataFrame>(answers[answers.length - 1]?.data ?? []);
    expect(traces.map(traceCohort)).toEqual([...Array(40).fill('selection'), ...Array(40).fill('baseline')]);
  });

  it('is cancelled by unsubscribing', async () => {
    const bench = setBench();
    bench.traces.answer = () => NEVER;
    const { stop } = ask(bench, {});
    await jest.advanceTimersByTimeAsync(10);
    expect(bench.openRequests()).toBe(1);
    stop();
    expect(bench.openRequests()).toBe(0);
  });
});

describe('what fails', () => {
  const failing: ReadonlyArray<readonly [string, Answer, RegExp]> = [
    ['an error', () => throwError(() => new Error('boom')), /^failed: Failed: boom/],
    [
      'a refusal',
      ({ targets }) =>
        of({
          data: [],
          state: LoadingState.Error,
          errors: targets.map(({ refId }) => ({ refId, status: 403, message: 'no' })),
        }),
      /^forbidden: Refused: no/,
    ],
    ['silence', () => NEVER, /^timed-out: No answer within 1 s/],
  ];

  it.each(failing)('%s of the search is an error of the query', async (_, answer, line) => {
    const bench = setBench();
    bench.traces.answer = answer;
    const response = await settled(bench, {});
    expect(response.state).toBe(LoadingState.Error);
    expect(lines(response)['traces:sample:selection:tempo']).toMatch(line);
  });

  it.each(failing)('%s of one batch leaves the others', async (_, answer) => {
    const bench = setBench();
    const held = tempo(population(40));
    let fetches = 0;
    bench.traces.answer = (request) => {
      fetches += /[{(]/.test(request.targets[0]?.query ?? '') ? 0 : 1;
      return fetches === 2 ? answer(request) : held(request);
    };
    const response = await settled(bench, { sample: { kind: 'slowest', traces: 40 } });
    expect(response.state).toBe(LoadingState.Done);
    expect(idsOf(response)).toHaveLength(35);
    expect(lines(response)['traces:fetch:selection:tempo']).toMatch(/^partial: /);
  });

  it('says when no trace source is linked', async () => {
    const bench = setBench();
    const answers: DataQueryResponse[] = [];
    const target: TracesQuery = { ...DEFAULT_QUERIES.traces, refId: 'A', selection: '{ }' };
    bench
      .clew({ traces: [] })
      .query({ ...sampleRequest(), targets: [target] })
      .subscribe((answer) => answers.push(answer));
    await jest.advanceTimersByTimeAsync(10);
    expect(answers.map(lines)).toEqual([{ 'traces:none': 'skipped: No data source is linked for this signal' }]);
  });
});

describe('history', () => {
  const instant = (refId: string, value: number): DataFrame =>
    toDataFrame({
      refId,
      fields: [
        { name: 'Time', type: FieldType.time, values: [SAMPLE_MS] },
        { name: 'Value', type: FieldType.number, labels: { service: 'payment', span_name: 'charge' }, values: [value] },
      ],
    });

  it('comes from span metrics, of the time before the window, and not from traces', async () => {
    const bench = setBench();
    bench.traces.answer = tempo(population(5));
    bench.metrics.answer = ({ targets }) =>
      of({
        data: targets.map(({ expr = '', refId }) =>
          expr.includes('traces_spanmetrics_latency')
            ? instant(refId, expr.includes('0.99') ? 0.05 : expr.includes('0.5') ? 0.024 : 1200)
            : { refId, fields: [], length: 0 }
        ),
      });
    const answer = await settled(bench, { history: true });
    expect(readHistory(classifyFrames<DataFrame>(answer.data).clew.history).result).toEqual([
      {
        service: 'payment',
        operation: 'charge',
        p50: 24_000_000,
        p99: 50_000_000,
        count: 1200,
        source: 'My prometheus',
      },
    ]);
    const [request] = bench.metrics.requests;
    expect(request?.range.to.valueOf()).toBe(SAMPLE_MS - 1_800_000);
    expect(request?.targets[0]?.expr).toBe(
      'histogram_quantile(0.5, sum by (le, service, span_name) (increase(traces_spanmetrics_latency_bucket{service=~"frontend|payment"}[3600s])))'
    );
    expect(lines(answer)['metrics:history:prom']).toBe('done: Usual duration of 1 operation, from the 1 h before');
  });

  it('comes from TraceQL metrics when span metrics know nothing', async () => {
    const bench = setBench();
    const held = tempo(population(5));
    const series = (name: string, labels: Record<string, string>, values: readonly number[]): DataFrame =>
      toDataFrame({
        refId: name,
        name,
        fields: [
          { name: 'time', type: FieldType.time, values: [SAMPLE_MS - 3_600_000, SAMPLE_MS] },
          { name, type: FieldType.number, labels, values: [...values] },
        ],
      });
    const operation = { 'resource.service.name': '"payment"', name: '"charge"' };
    bench.traces.answer = (request) =>
      request.targets[0]?.query?.includes('over_time') === true
        ? of({
            data: [
              series('a', { ...operation, p: '0.5' }, [0, 0.024]),
              series('b', { ...operation, p: '0.99' }, [0.04, 0.06]),
              series('c', operation, [100, 300]),
            ],
          })
        : held(request);
    bench.metrics.answer = ({ targets }) =>
      of({ data: targets.map(({ refId }) => ({ refId, fields: [], length: 0 })) });
    const answer = await settled(bench, { history: true });
    const [row] = readHistory(classifyFrames<DataFrame>(answer.data).clew.history).result;
    expect(row).toMatchObject({ service: 'payment', operation: 'charge', count: 400, source: 'My tempo' });
    expect(row?.p50).toBeCloseTo(24_000_000);
    expect(row?.p99).toBeCloseTo(55_000_000);
    expect(bench.traces.requests.at(-1)?.targets.map(({ query }) => query)).toEqual([
      '{ resource.service.name =~ "frontend|payment" } | quantile_over_time(duration, .5, .99) by (resource.service.name, name)',
      '{ resource.service.name =~ "frontend|payment" } | count_over_time() by (resource.service.name, name)',
    ]);
  });
});
