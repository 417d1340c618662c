import type { DataSourceInstanceSettings } from '@grafana/data';
import { linkedSources } from './linked';
import { DEFAULT_SELECTOR } from './settings';
import { instanceOf } from './testing/fakeSources';

function registry(jsonData: object): { readonly getInstanceSettings: () => DataSourceInstanceSettings } {
  return { getInstanceSettings: () => ({ ...instanceOf('tempo', 'tempo'), jsonData }) };
}

const tempo = { traces: [{ uid: 'tempo' }], logs: [], metrics: [] };
const links = { tracesToLogsV2: { datasourceUid: 'loki' }, tracesToMetrics: { datasourceUid: 'prom' } };

it("takes log and metric sources from the trace source's own settings when none are configured", () => {
  const { logs, metrics } = linkedSources(tempo, registry(links));
  expect(logs.map(({ uid, selector }) => [uid, selector])).toEqual([['loki', DEFAULT_SELECTOR]]);
  expect(metrics.map(({ uid }) => uid)).toEqual(['prom']);
});

it('leaves configured sources alone', () => {
  const { logs } = linkedSources({ ...tempo, logs: [{ uid: 'own', selector: ' {a="b"} ' }] }, registry(links));
  expect(logs.map(({ uid, selector }) => [uid, selector])).toEqual([['own', '{a="b"}']]);
});

it.each([{}, { tracesToLogsV2: null }, { tracesToLogsV2: { datasourceUid: '' } }, { tracesToLogsV2: 'loki' }])(
  'finds no log source in %j',
  (jsonData) => {
    expect(linkedSources(tempo, registry(jsonData)).logs).toEqual([]);
  }
);

it('marks a source that Grafana does not know', () => {
  const { traces } = linkedSources(tempo, { getInstanceSettings: () => undefined });
  expect(traces).toMatchObject([{ uid: 'tempo', name: 'tempo', unknown: true }]);
});
