import { firstValueFrom, lastValueFrom, of, throwError } from 'rxjs';
import { LoadingState, FieldType, toDataFrame, type DataFrame, type DataQueryResponse } from '@grafana/data';
import { normaliseTraceId } from '../../engine/units';
import { annotationSupport } from '../annotations/support';
import { DEFAULT_QUERIES, type EventsQuery } from '../query';
import { sampleRequest, setBench, type Bench } from '../testing/fakeSources';
import { SAMPLE_MS, SAMPLE_TRACE, searchFrame } from '../testing/sampleFrames';
import { deploysIn } from './deploys';
import { errorBursts, type ErrorSeen } from './errors';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

function every(stepMs: number, from: number, to: number): readonly number[] {
  return Array.from({ length: Math.floor((to - from) / stepMs) + 1 }, (_, index) => from + index * stepMs);
}

describe('deploys', () => {
  it('begin where a version is first seen, not where the window begins', () => {
    const versions = [
      { version: '1.0', times: every(MINUTE, 0, 30 * MINUTE) },
      { version: '1.1', times: every(MINUTE, 28 * MINUTE, HOUR) },
    ];
    expect(deploysIn(versions, MINUTE)).toEqual([{ at: 28 * MINUTE, version: '1.1', before: '1.0' }]);
  });

  it('are found again when a version comes back after another one', () => {
    const versions = [
      { version: 'a', times: [...every(MINUTE, 0, 5 * MINUTE), ...every(MINUTE, 20 * MINUTE, 25 * MINUTE)] },
      { version: 'b', times: every(MINUTE, 6 * MINUTE, 19 * MINUTE) },
    ];
    expect(deploysIn(versions, MINUTE)).toEqual([
      { at: 6 * MINUTE, version: 'b', before: 'a' },
      { at: 20 * MINUTE, version: 'a', before: 'b' },
    ]);
  });

  it('are none when a version was only not seen for a while', () => {
    const times = [...every(MINUTE, 0, 5 * MINUTE), ...every(MINUTE, 40 * MINUTE, 45 * MINUTE)];
    expect(deploysIn([{ version: 'a', times }], MINUTE)).toEqual([]);
  });

  it('know nothing of no samples, and have 0 as a time', () => {
    expect(deploysIn([{ version: 'a', times: [] }], MINUTE)).toEqual([]);
    expect(
      deploysIn(
        [
          { version: 'a', times: [-MINUTE] },
          { version: 'b', times: [0] },
        ],
        MINUTE
      )
    ).toEqual([{ at: 0, version: 'b', before: 'a' }]);
  });
});

it('errors that lie close together are one event', () => {
  const traceId = normaliseTraceId(SAMPLE_TRACE);
  const seen = (at: number, operation?: string): ErrorSeen => ({
    at,
    count: 1,
    operation,
    traceId: operation === undefined ? undefined : traceId,
  });
  expect(errorBursts([seen(9_000, 'b'), seen(0), seen(1_000, 'b'), seen(2_000, 'a'), seen(2_500, 'a')], 5_000)).toEqual(
    [
      { from: 0, to: 2_500, count: 4, operations: ['a', 'b'], traceId },
      { from: 9_000, to: 9_000, count: 1, operations: ['b'], traceId },
    ]
  );
});

function versions(refId: string): readonly DataFrame[] {
  const at = every(MINUTE, SAMPLE_MS - 20 * MINUTE, SAMPLE_MS + 20 * MINUTE);
  const series = (version: string, times: readonly number[]): DataFrame =>
    toDataFrame({
      refId,
      fields: [
        { name: 'Time', type: FieldType.time, values: [...times] },
        { name: 'Value', type: FieldType.number, labels: { service_version: version }, values: times.map(() => 1) },
      ],
    });
  return [series('1.0', at.slice(0, 21)), series('1.1', at.slice(21))];
}

function counts(name: string, values: readonly number[], refId: string): DataFrame {
  return toDataFrame({
    refId,
    fields: [
      { name: 'time', type: FieldType.time, values: values.map((_, index) => SAMPLE_MS + index * 30_000) },
      { name: 'Value', type: FieldType.number, labels: { name }, values: [...values] },
    ],
  });
}

function eventful(): Bench {
  const bench = setBench();
  // A source that cannot count, so that it is searched.
  bench.traces.answer = ({ targets: [{ query, refId }] }) =>
    query?.includes('count_over_time') === true
      ? throwError(() => new Error('no metrics here'))
      : of({ data: [searchFrame([SAMPLE_TRACE], refId)] });
  bench.metrics.answer = ({ targets: [{ refId }] }) => of({ data: [...versions(refId)] });
  return bench;
}

function ask(bench: Bench, change: Partial<EventsQuery> = {}): Promise<DataQueryResponse> {
  const { targets, ...request } = sampleRequest();
  const query: EventsQuery = { ...DEFAULT_QUERIES.events, refId: 'Anno', service: 'payment', ...change };
  return lastValueFrom(bench.clew().query({ ...request, filters: [], targets: [query] }));
}

function rows({ data }: DataQueryResponse): unknown {
  const [frame]: DataFrame[] = data;
  return Array.from({ length: frame.length }, (_, row) =>
    ['time', 'title', 'text', 'tags'].map((name) => frame.fields.find((field) => field.name === name)?.values[row])
  );
}

describe('events of a service', () => {
  it('are errors of its spans and changes of its version, in order of time', async () => {
    const answer = await ask(eventful());
    expect(answer.state).toBe(LoadingState.Done);
    expect(rows(answer)).toEqual([
      [SAMPLE_MS, 'payment: 1 error', 'GET /checkout', 'clew,error,payment'],
      [SAMPLE_MS + MINUTE, 'payment: version 1.1', '1.0 → 1.1', 'clew,deploy,payment'],
    ]);
  });

  it('are what TraceQL counts, by operation, over the whole window', async () => {
    const bench = eventful();
    bench.traces.answer = ({ targets: [{ refId }] }) =>
      of({ data: [counts('"charge"', [0, 2, 3, 0], refId), counts('"refund"', [0, 1, 0, 0], refId)] });
    const answer = await ask(bench, { events: ['errors'] });
    expect(rows(answer)).toEqual([[SAMPLE_MS + 30_000, 'payment: 6 errors', 'charge, refund', 'clew,error,payment']]);
    expect(bench.traces.requests[0].targets[0].query).toBe(
      '{ resource.service.name = "payment" && status = error } | count_over_time() by (name)'
    );
    expect(answer.data[0].fields[5].values[0]).toContain('investigate?service=payment&from=');
  });

  it('become annotations with a link, whatever the texts hold', async () => {
    const { data } = await ask(eventful(), { service: '<b>pay</b>' });
    const process = annotationSupport.processEvents;
    const events = process && (await firstValueFrom(process({ name: '', enable: true, iconColor: '' }, data)));
    expect(events?.[0]).toMatchObject({ time: SAMPLE_MS, title: '&lt;b&gt;pay&lt;/b&gt;: 1 error' });
    expect(events?.[0].text).toContain(`href="/a/clew-incident-app/investigate?trace=${SAMPLE_TRACE}&amp;from=`);
  });

  it('are counted lines where no span failed', async () => {
    const bench = eventful();
    bench.traces.answer = () => of({ data: [] });
    bench.logs.answer = ({ targets: [{ refId }] }) => of({ data: [...versions(refId)].slice(1) });
    expect(rows(await ask(bench, { events: ['errors'] }))).toEqual([
      [SAMPLE_MS + MINUTE, 'payment: 20 errors', '', 'clew,error,payment'],
    ]);
    expect(bench.logs.requests[0].targets[0].expr).toContain('| service_name="payment" | detected_level=~');
  });

  it('say what failed, and are an error only when everything did', async () => {
    const bench = eventful();
    bench.metrics.answer = () => throwError(() => ({ status: 403, message: 'no access' }));
    bench.traces.answer = ({ targets: [{ query, refId }] }) =>
      query?.includes('select(name)') === true
        ? of({ data: [searchFrame([SAMPLE_TRACE], refId)] })
        : throwError(() => new Error('boom'));
    const partly = await ask(bench);
    expect(partly.state).toBe(LoadingState.Done);
    const [frame]: DataFrame[] = partly.data;
    expect(frame.meta?.notices?.map(({ text }) => text).join()).toMatch(/no access.*administrator.*boom/s);
    bench.traces.answer = () => throwError(() => new Error('boom'));
    bench.logs.answer = bench.traces.answer;
    expect(await ask(bench)).toMatchObject({ state: LoadingState.Error });
  });

  it('are not asked by a layer without a service', () => {
    const layer = { name: 'x', enable: true, iconColor: 'red' };
    expect(annotationSupport.prepareQuery?.(layer)).toBeUndefined();
  });
});
