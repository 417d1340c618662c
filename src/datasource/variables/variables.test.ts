import { lastValueFrom, of } from 'rxjs';
import { toDataFrame } from '@grafana/data';
import { sampleRequest, setBench } from '../testing/fakeSources';
import { SAMPLE_ID } from '../testing/sampleFrames';
import { readVariableQuery, type ClewVariableQuery } from './query';
import { ClewVariableSupport } from './support';

it.each([
  ['services', { kind: 'services' }],
  ['operations($service)', { kind: 'operations', service: '$service' }],
  ['ids', { kind: 'ids', key: 'request_id', failedOnly: false, most: 50 }],
  ['failed ids(order_id)', { kind: 'ids', key: 'order_id', failedOnly: true }],
  [{ query: 'services', refId: 'x' }, { kind: 'services' }],
  [
    { kind: 'ids', key: 'k', most: 7 },
    { kind: 'ids', key: 'k', most: 7 },
  ],
  ['', { kind: 'ids' }],
  [undefined, { kind: 'ids' }],
])('reads %j', (stored, expected) => {
  expect(readVariableQuery(stored)).toMatchObject({ ok: true, value: expected });
});

it.each(['storms', { kind: 'storms' }, { kind: 'ids', most: 0 }])('refuses %j', (stored) => {
  expect(readVariableQuery(stored)).toMatchObject({ ok: false, error: { code: 'query.invalid' } });
});

function ask(query: ClewVariableQuery): Promise<unknown> {
  const { targets, ...request } = sampleRequest();
  return lastValueFrom(new ClewVariableSupport(setBench().clew()).query({ ...request, targets: [query] }));
}

it('answers values of text', async () => {
  const query: ClewVariableQuery = { refId: 'v', kind: 'ids', key: 'request_id', failedOnly: false, most: 5 };
  expect(await ask(query)).toEqual({ data: [{ text: SAMPLE_ID, value: SAMPLE_ID }] });
});

it('says beside the variable what is wrong', async () => {
  await expect(ask({ refId: 'v', kind: 'ids', key: 'nope', failedOnly: false, most: 5 })).rejects.toThrow('nope');
});

it('replaces the variables in the service', async () => {
  const bench = setBench();
  bench.traces.answer = () => of({ data: [toDataFrame({ fields: [] })] });
  const { targets, ...request } = sampleRequest();
  const support = new ClewVariableSupport(bench.clew());
  await lastValueFrom(support.query({ ...request, targets: [{ refId: 'v', kind: 'operations', service: '${id}' }] }));
  expect(bench.traces.requests[0].targets[0].query).toContain(`"${SAMPLE_ID}"`);
});
