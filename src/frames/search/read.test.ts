import type { FrameInput } from '../frame';
import { readSearchHits } from './read';

const spans = (ids: string[], values: string[]): FrameInput => ({
  fields: [
    { name: 'spanID', type: 'string', values: ids },
    { name: 'time', type: 'time', values: ids.map(() => 5) },
    { name: 'duration', type: 'number', values: ids.map(() => 1500) },
    { name: 'request_id', type: 'string', values },
  ],
});

function table(ids: unknown[], nested: unknown[]): FrameInput {
  return {
    refId: 'A',
    fields: [
      { name: 'traceID', type: 'string', values: ids },
      { name: 'startTime', type: 'time', values: ids.map((_, row) => row) },
      { name: 'traceDuration', type: 'number', values: ids.map((_, row) => (row === 0 ? null : row)) },
      { name: 'nested', type: 'nestedFrames', values: nested },
    ],
  };
}

describe('readSearchHits', () => {
  it('pads IDs, merges one trace over frames and nested frames, and keeps each span once', () => {
    const { result, problems } = readSearchHits([
      table(['ab', 'cd'], [[spans(['s1'], ['req_1'])], [spans(['s2'], ['req_2']), spans(['s3'], [''])]]),
      table(['00AB'], [[spans(['s1', 's4'], ['req_1', 'req_1_inventory'])]]),
    ]);

    expect(result.map((hit) => [hit.traceId.slice(-2), hit.spans.map((span) => span.spanId)])).toEqual([
      ['ab', ['s1', 's4']],
      ['cd', ['s2', 's3']],
    ]);
    expect(result[0]).toMatchObject({ startMs: 0, duration: undefined });
    expect(result[1]).toMatchObject({ startMs: 1, duration: 1_000_000 });
    expect(result[1]?.spans[0]).toEqual({
      spanId: 's2',
      startMs: 5,
      duration: 1500,
      name: '',
      attributes: { request_id: 'req_2' },
    });
    expect(problems).toEqual([]);
  });

  it('drops rows without an ID, survives broken nested frames, and says what is missing', () => {
    const { result, problems } = readSearchHits([
      table(['x', 'ab'], ['junk', [null, 7, { fields: 'no' }]]),
      { refId: 'B', fields: [{ name: 'other', values: [1] }] },
    ]);

    expect(result.map((hit) => hit.spans)).toEqual([[]]);
    expect(problems).toEqual([
      { code: 'search.bad-trace-id', params: { frame: 'A', value: 'x' }, count: 1 },
      { code: 'frame.field-missing', params: { frame: 'B', field: 'traceID' }, count: 1 },
    ]);
  });
});
