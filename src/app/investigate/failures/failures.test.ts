import { type DataFrame, type DataSourceApi, dateTime, FieldType, LoadingState, toDataFrame } from '@grafana/data';
import { lastValueFrom, NEVER, of, throwError } from 'rxjs';
import type { Linked } from '../sources';
import { findFailures } from './find';
import { errorLinesQueries, failingCallsQuery, failingSpansQuery } from './queries';

const RANGE = { from: dateTime(0), to: dateTime(1000), raw: { from: 'now-1h', to: 'now' } };
const A = 'a'.repeat(32);
const B = 'b'.repeat(32);

function linked(uid: string, signal: Linked['signal']): Linked {
  return {
    uid,
    signal,
    selector: '{service_name=~".+"}',
    settings: { uid, name: uid, type: uid } as Linked['settings'],
  };
}

const BOTH = [linked('tempo', 'traces'), linked('loki', 'logs')];

/** Data sources that answer by what they are asked. */
function answering(answers: Readonly<Record<string, (text: string) => ReturnType<DataSourceApi['query']>>>) {
  return {
    get: (uid: unknown) => {
      const answer = answers[String(uid)];
      const query = ({ targets: [target] }: { targets: Array<{ query?: string; expr?: string }> }) =>
        answer(target.query ?? target.expr ?? '');
      // The part of a data source that is used.
      return Promise.resolve({ query } as unknown as DataSourceApi);
    },
  };
}

function hits(...rows: ReadonlyArray<readonly [id: string, time: number]>): DataFrame {
  return toDataFrame({
    fields: [
      { name: 'traceIdHidden', type: FieldType.string, values: rows.map(([id]) => id) },
      { name: 'spanID', type: FieldType.string, values: rows.map((_, row) => `${row}`.padStart(16, '1')) },
      { name: 'time', type: FieldType.time, values: rows.map(([, time]) => time) },
      { name: 'name', type: FieldType.string, values: rows.map(() => 'POST /charges') },
      { name: 'duration', type: FieldType.number, values: rows.map(() => 1) },
    ],
  });
}

function lines(...rows: ReadonlyArray<readonly [line: string, labels: Record<string, string>]>): DataFrame {
  return toDataFrame({
    fields: [
      { name: 'labels', type: FieldType.other, values: rows.map(([, labels]) => labels) },
      { name: 'Time', type: FieldType.time, values: rows.map((_, row) => row) },
      { name: 'Line', type: FieldType.string, values: rows.map(([line]) => line) },
      { name: 'tsNs', type: FieldType.string, values: rows.map((_, row) => `${row}000000`) },
      { name: 'id', type: FieldType.string, values: rows.map((_, row) => `${row}`) },
    ],
    meta: { custom: { frameType: 'LabeledTimeValues' }, preferredVisualisationType: 'logs' },
  });
}

const found = (frame: DataFrame) => () => of({ data: [frame], state: LoadingState.Done });
const nothing = () => of({ data: [] });

describe('failing requests of a service', () => {
  it('come from traces, the newest first, each once', async () => {
    const sources = answering({ tempo: found(hits([A, 10], [B, 30], [A, 20])), loki: nothing });
    const { failures, tried } = await lastValueFrom(findFailures('cart', BOTH, RANGE, sources));
    expect(failures.map(({ id, time, text }) => [id, time, text])).toEqual([
      [B, 30, 'POST /charges'],
      [A, 20, 'POST /charges'],
    ]);
    expect(tried.map(({ source }) => source)).toEqual(['tempo']);
  });

  it.each([
    ['has none', nothing, undefined],
    ['fails', () => throwError(() => ({ message: 'too many' })), 'too many'],
    ['refuses', () => of({ data: [], errors: [{ message: 'forbidden' }] }), 'forbidden'],
  ])('come from error lines when the trace source %s', async (_, tempo, error) => {
    const frame = lines(
      ['level=info', { trace_id: B, detected_level: 'info' }],
      ['charge failed', { trace_id: A, detected_level: 'error' }],
      ['{"level":"error","request_id":"req_1"}', { detected_level: 'error' }]
    );
    const { failures, tried } = await lastValueFrom(
      findFailures('cart', BOTH, RANGE, answering({ tempo, loki: found(frame) }))
    );
    expect(failures.map(({ key, id }) => [key, id])).toEqual([
      ['request_id', 'req_1'],
      ['trace', A],
    ]);
    expect(tried.map(({ source, error: said }) => [source, said])).toEqual([
      ['tempo', error],
      ['tempo', error],
      ['loki', undefined],
    ]);
  });

  it('are failing calls to it, where it records no spans of its own', async () => {
    const tempo = (query: string) => (query === failingCallsQuery('psp') ? found(hits([A, 10]))() : nothing());
    const { failures, tried } = await lastValueFrom(
      findFailures('psp', BOTH, RANGE, answering({ tempo, loki: nothing }))
    );
    expect(failures.map(({ id }) => id)).toEqual([A]);
    expect(tried.map(({ source }) => source)).toEqual(['tempo', 'tempo']);
  });

  it('are none, and everything that was asked is told', async () => {
    const { failures, tried } = await lastValueFrom(
      findFailures('cart', BOTH, RANGE, answering({ tempo: nothing, loki: nothing }))
    );
    expect(failures).toEqual([]);
    expect(tried).toHaveLength(8);
    const hidden = BOTH.map((source) => ({ ...source, settings: undefined }));
    expect(await lastValueFrom(findFailures('cart', hidden, RANGE))).toEqual({ failures: [], tried: [] });
  });

  it('stop being looked for when nobody wants them', () => {
    let open = 0;
    const sources = {
      get: () => {
        open += 1;
        return Promise.resolve({ query: () => NEVER } as unknown as DataSourceApi);
      },
    };
    findFailures('cart', BOTH, RANGE, sources).subscribe().unsubscribe();
    expect(open).toBe(1);
  });
});

describe('the name of a service', () => {
  it('is only ever a name in a query', () => {
    expect(failingSpansQuery('a"} || {')).toMatch(/^\{ resource\.service\.name =~ "[^"]*" && status = error \}$/);
    expect(failingCallsQuery('a"} || {')).toMatch(/^\{ \((span\.[\w.]+ =~ "[^"]*"( \|\| )?)+\) && status = error \}$/);
    expect(failingSpansQuery('a b')).toBe('{ resource.service.name = "a b" && status = error }');
    expect(errorLinesQueries('{job="x"}', 'a"')[0]).toBe(
      '{job="x", service_name="a\\x22"} | detected_level =~ "error|critical|fatal"'
    );
    expect(errorLinesQueries('{}', 'a')[0]).toContain('{service_name="a"}');
  });
});
