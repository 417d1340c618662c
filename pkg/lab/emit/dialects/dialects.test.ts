import { type DialectName, dialectNames, type LabIncident, runScenario } from '../../index';
import { seriesOf } from '../../testing/spans';

const OPTIONS = { seed: 2, scale: 0.1 };
const START_S = Date.UTC(2026, 10, 21, 10) / 1000;

function last(incident: LabIncident, name: string, labels: Readonly<Record<string, string>> = {}): number {
  return seriesOf(incident, name, labels).reduce((sum, { values }) => sum + Number(values.at(-1)?.[1]), 0);
}

function speaking(...dialects: readonly DialectName[]): LabIncident {
  return runScenario('mysterious-timeout', { ...OPTIONS, dialects });
}

describe('dialects', () => {
  const all = speaking(...dialectNames);
  const house = runScenario('mysterious-timeout', OPTIONS);

  it('change nothing of what the house says, nor of what happens', () => {
    expect(all.traces).toEqual(house.traces);
    expect(all.logs).toEqual(house.logs);
    const known = new Map(
      all.metrics.flatMap(({ data }) => data.result.map(({ metric, values }) => [JSON.stringify(metric), values]))
    );
    const changed = house.metrics.flatMap(({ data }) =>
      data.result.filter(
        ({ metric, values }) => JSON.stringify(known.get(JSON.stringify(metric))) !== JSON.stringify(values)
      )
    );
    expect(changed).toEqual([]);
  });

  it('can be spoken instead of the house’s own', () => {
    const names = speaking('linkerd').metrics.flatMap(({ data }) => data.result.map(({ metric }) => metric.__name__));
    expect([...new Set(names)].sort()).toEqual(
      ['response_total', ...['bucket', 'count', 'sum'].map((end) => `response_latency_ms_${end}`)].sort()
    );
  });

  it.each([
    ['http_server_requests_seconds_count', {}],
    ['http_server_request_duration_seconds_count', { url_scheme: 'http' }],
    ['http_server_duration_milliseconds_count', {}],
    ['rpc_server_call_duration_seconds_count', {}],
    ['grpc_server_handled_total', {}],
    ['istio_requests_total', { reporter: 'destination' }],
    ['response_total', { direction: 'inbound' }],
    ['http_requests_total', { job: 'apps' }],
    ['traces_span_metrics_calls_total', { span_kind: 'SPAN_KIND_SERVER' }],
  ])('%s counts every request that was answered', (name, labels) => {
    const answered = seriesOf(house, 'http_requests_total').reduce(
      (sum, { values }) => sum + Number(values.at(-1)?.[1]),
      0
    );
    expect(answered).toBeGreaterThan(100);
    expect(last(all, name, labels)).toBe(answered);
  });

  it('agree on what failed', () => {
    const failed = (metric: Readonly<Record<string, string>>): boolean =>
      /^5/.test(metric.status ?? metric.response_code ?? '');
    const count = (name: string, labels: Readonly<Record<string, string>>) =>
      seriesOf(all, name, labels)
        .filter(({ metric }) => failed(metric))
        .reduce((sum, { values }) => sum + Number(values.at(-1)?.[1]), 0);
    const expected = count('http_requests_total', { status: '504' }) + count('http_requests_total', { status: '503' });
    expect(expected).toBeGreaterThan(0);
    expect(count('istio_requests_total', { reporter: 'destination' })).toBe(
      last(all, 'http_server_requests_seconds_count', { outcome: 'SERVER_ERROR' })
    );
    expect(last(all, 'response_total', { direction: 'inbound', classification: 'failure' })).toBe(
      last(all, 'http_server_requests_seconds_count', { outcome: 'SERVER_ERROR' })
    );
  });

  it.each([
    ['hikaricp_connections_active', 'hikaricp_connections_max'],
    ['tomcat_threads_busy_threads', 'tomcat_threads_config_max_threads'],
    ['jvm_memory_used_bytes', 'jvm_memory_max_bytes'],
    ['container_memory_working_set_bytes', 'container_spec_memory_limit_bytes'],
    ['redis_memory_used_bytes', 'redis_memory_max_bytes'],
    ['node_memory_MemAvailable_bytes', 'node_memory_MemTotal_bytes'],
    ['process_open_fds', 'process_max_fds'],
  ])('%s stays within %s', (used, capacity) => {
    const full = seriesOf(all, capacity).map(({ values }) => Number(values.at(-1)?.[1]));
    const most = Math.max(...full);
    expect(full.length).toBeGreaterThan(0);
    expect(
      seriesOf(all, used).every(({ values }) =>
        values.every(([, value]) => Number(value) >= 0 && Number(value) <= most)
      )
    ).toBe(true);
  });

  it('follows the simulation: lock waits and throttling come with the incident, not before it', () => {
    const onset = START_S + Number(BigInt(all.truth.onsetNs) / 1_000_000_000n - BigInt(START_S));
    const peak = (
      name: string,
      labels: Readonly<Record<string, string>>,
      within: (second: number) => boolean
    ): number =>
      Math.max(
        0,
        ...seriesOf(all, name, labels).flatMap(({ values }) =>
          values.filter(([at]) => within(at)).map(([, value]) => Number(value))
        )
      );
    const busy = (within: (second: number) => boolean) => peak('tomcat_threads_busy_threads', {}, within);
    expect(busy((second) => second > onset)).toBeGreaterThan(3 * busy((second) => second < onset - 5));
  });

  it('says of each clock what the truth says, with the sign of NTP', () => {
    for (const { metric, values } of seriesOf(all, 'node_timex_offset_seconds')) {
      const { offsetUs, driftPpm } = all.truth.clocks[metric.nodename];
      const [at, value] = values[values.length - 1];
      expect(Number(value)).toBeCloseTo(-(offsetUs + driftPpm * (at - START_S)) / 1e6, 9);
    }
    expect(seriesOf(all, 'node_timex_offset_seconds').length).toBeGreaterThan(2);
  });
});
