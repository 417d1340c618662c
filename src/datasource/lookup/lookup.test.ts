import { lastValueFrom, NEVER, of } from 'rxjs';
import { FieldType, toDataFrame, type DataFrame, type MetricFindValue } from '@grafana/data';
import { presetKeys, traceKey, type CorrelationKey } from '../../engine/correlation';
import { NOT_NARROWED } from '../filters/narrowing';
import { SAMPLE_ID, SAMPLE_MS, SAMPLE_TRACE, seriesFrame } from '../testing/sampleFrames';
import { sampleRequest, setBench, type Bench, type FakeSource } from '../testing/fakeSources';
import type { LookupContext } from './context';
import { filterKeys, filterValues, operationNames, serviceNames } from './names';
import { recentIds } from './recent';

const [requestKey] = presetKeys.filter(({ name }) => name === 'request_id');

function contextOf(bench: Bench): LookupContext {
  const context = bench.clew({ timeoutMs: 50 }).lookup(sampleRequest().range);
  if (context === undefined) {
    throw new Error('no settings');
  }
  return context;
}

/** Gives a source the lists of ad hoc filters. */
function withTags(
  source: FakeSource,
  keys: readonly string[],
  values: Readonly<Record<string, readonly string[]>>
): void {
  const listed = (names: readonly string[]): Promise<MetricFindValue[]> =>
    Promise.resolve(names.map((text) => ({ text })));
  source.getTagKeys = () => listed(keys);
  source.getTagValues = ({ key }) => listed(values[key] ?? []);
}

function spans(rows: ReadonlyArray<Readonly<Record<string, string>>>): DataFrame {
  const attributes = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return toDataFrame({
    name: 'Spans',
    fields: [
      { name: 'traceIdHidden', type: FieldType.string, values: rows.map(() => SAMPLE_TRACE) },
      { name: 'spanID', type: FieldType.string, values: rows.map((_, row) => `00f067aa0ba902b${row}`) },
      { name: 'time', type: FieldType.time, values: rows.map((_, row) => SAMPLE_MS + row) },
      { name: 'name', type: FieldType.string, values: rows.map((_, row) => `op ${row}`) },
      ...attributes.map((name) => ({ name, type: FieldType.string, values: rows.map((row) => row[name] ?? '') })),
    ],
  });
}

function wanted(key: CorrelationKey, failedOnly = false): Parameters<typeof recentIds>[0] {
  return { key, failedOnly, narrowing: NOT_NARROWED, most: 10 };
}

describe('names of services', () => {
  it("come from the sources' own lists, each once", async () => {
    const bench = setBench();
    withTags(bench.traces, [], { 'resource.service.name': ['cart', 'web'] });
    withTags(bench.logs, [], { service_name: ['web', 'db'] });
    withTags(bench.metrics, [], { service: ['api'] });
    expect(await lastValueFrom(serviceNames(contextOf(bench)))).toEqual(['api', 'cart', 'db', 'web']);
    expect(bench.traces.requests).toEqual([]);
  });

  it('come from queries where a source has no list', async () => {
    const bench = setBench();
    bench.traces.answer = () => of({ data: [spans([{ 'service.name': 'cart' }])] });
    bench.logs.answer = ({ targets: [{ refId }] }) => of({ data: [logCount('web', refId)] });
    bench.metrics.answer = ({ targets: [{ refId }] }) => of({ data: [seriesFrame('api', 1, refId)] });
    expect(await lastValueFrom(serviceNames(contextOf(bench)))).toEqual(['api', 'cart', 'web']);
    expect(bench.traces.requests[0].targets[0].query).toBe(
      '{ resource.service.name != nil } | select(resource.service.name)'
    );
  });

  it('are those of the sources that work', async () => {
    const bench = setBench();
    withTags(bench.traces, [], { 'resource.service.name': ['cart'] });
    bench.logs.getTagValues = (): Promise<MetricFindValue[]> => Promise.reject(new Error('no'));
    bench.logs.answer = () => NEVER;
    bench.rejected.add('prom');
    expect(await lastValueFrom(serviceNames(contextOf(bench)))).toEqual(['cart']);
    expect(bench.openRequests()).toBe(0);
  });
});

it('operations are those of the service, with its name written safely', async () => {
  const bench = setBench();
  bench.traces.answer = () => of({ data: [spans([{}, {}])] });
  bench.metrics.answer = () => of({ data: [] });
  expect(await lastValueFrom(operationNames('a"b', contextOf(bench)))).toEqual(['op 0', 'op 1']);
  expect(bench.traces.requests[0].targets[0].query).toBe('{ resource.service.name = "a\\"b" } | select(name)');
});

describe('what can be filtered by', () => {
  it('is what traces and metrics offer', async () => {
    const bench = setBench();
    withTags(bench.traces, ['resource.cluster', 'name'], { 'resource.cluster': ['eu'] });
    withTags(bench.metrics, ['cluster', 'name'], { cluster: ['eu', 'us'] });
    expect(await lastValueFrom(filterKeys([], contextOf(bench)))).toEqual(['cluster', 'name', 'resource.cluster']);
    expect(await lastValueFrom(filterValues('resource.cluster', [], contextOf(bench)))).toEqual(['eu', 'us']);
    expect(await bench.clew().getTagValues({ key: 'resource.cluster', filters: [] })).toEqual([
      { text: 'eu', value: 'eu' },
      { text: 'us', value: 'us' },
    ]);
  });

  it('is less when a source fails, and nothing when none has lists', async () => {
    const bench = setBench();
    withTags(bench.metrics, ['cluster'], {});
    bench.traces.getTagKeys = () => new Promise<MetricFindValue[]>(() => undefined);
    expect(await lastValueFrom(filterKeys([], contextOf(bench)))).toEqual(['cluster']);
    expect(await setBench().clew().getTagKeys()).toEqual([]);
  });
});

describe('recent IDs', () => {
  it('come from spans and lines, latest first, without nested ones', async () => {
    const bench = setBench();
    bench.traces.answer = () =>
      of({ data: [spans([{ request_id: 'r1' }, { request_id: 'r2' }, { request_id: 'r2_db' }])] });
    bench.metrics.answer = () => of({ data: [] });
    expect(await lastValueFrom(recentIds(wanted(requestKey), contextOf(bench)))).toEqual([SAMPLE_ID, 'r2', 'r1']);
  });

  it('ask for what failed only', async () => {
    const bench = setBench();
    await lastValueFrom(recentIds(wanted(requestKey, true), contextOf(bench)));
    expect(bench.traces.requests[0].targets[0].query).toContain('} && { status = error } | select(span.request_id');
    expect(bench.logs.requests[0].targets[0].expr).toContain('detected_level=~"(?i)error');
  });

  it('are trace IDs for the built-in key', async () => {
    const bench = setBench();
    bench.logs.answer = () => of({ data: [] });
    expect(await lastValueFrom(recentIds(wanted(traceKey), contextOf(bench)))).toEqual([SAMPLE_TRACE]);
    expect(bench.traces.requests[0].targets[0].query).toBe('{ }');
  });

  it('leave no request open when nobody wants them any more', () => {
    const bench = setBench();
    bench.traces.answer = () => NEVER;
    bench.logs.answer = () => NEVER;
    const subscription = recentIds(wanted(requestKey), contextOf(bench)).subscribe();
    subscription.unsubscribe();
    expect(bench.openRequests()).toBe(0);
  });
});

function logCount(service: string, refId: string): DataFrame {
  return toDataFrame({
    refId,
    fields: [
      { name: 'Time', type: FieldType.time, values: [SAMPLE_MS] },
      { name: 'Value', type: FieldType.number, labels: { service_name: service }, values: [1] },
    ],
  });
}
