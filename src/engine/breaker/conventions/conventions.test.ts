import type { Series } from '../../model';
import { measuredBreakers } from '../measured/measured';
import { breakerSelections, detectConventions } from '../measured/groups';
import { conventionSources } from '../testing/sources';
import { drawCounter, drawGauge, drawnWindow, drawStates, printLane } from '../testing/draw';
import type { CallCounts } from '../types';
import { BREAKER_CONVENTIONS } from './index';

/** Series as each library documents them (see `testing/sources.ts`), and what they say, step by step. */
interface Fixture {
  readonly convention: string;
  readonly series: readonly Series[];
  /** `caller -> callee name: lane`, `?` for what is not said. */
  readonly lanes: readonly string[];
  readonly calls?: Partial<Record<keyof CallCounts, readonly number[]>>;
}

const spring = { application: 'checkout', instance: '10.0.0.1:8080', name: 'payment' };
const proxy = { app: 'checkout', pod: 'checkout-1', cluster_name: 'outbound|8080|v1|payment.shop.svc.cluster.local' };
const mesh = {
  reporter: 'source',
  source_canonical_service: 'checkout',
  destination_canonical_service: 'payment',
  pod: 'checkout-1',
};
const node = { app: 'checkout', instance: '10.0.0.1:3000', name: 'payment' };
const dotnet = {
  service_name: 'checkout',
  service_instance_id: 'a1',
  pipeline_name: 'payment',
  strategy_name: 'CircuitBreaker',
};
const hystrix = { application: 'checkout', instance: 'a1', group: 'PaymentClient', key: 'payment' };

const fixtures: readonly Fixture[] = [
  {
    convention: 'resilience4j',
    series: [
      ...drawStates(
        'resilience4j_circuitbreaker_state',
        spring,
        'state',
        { c: 'closed', o: 'open', h: 'half_open', f: 'forced_open', d: 'disabled', m: 'metrics_only' },
        'cccoohcfdm'
      ),
      drawCounter('resilience4j_circuitbreaker_calls_seconds_count', { ...spring, kind: 'successful' }, '0542001900'),
      drawCounter('resilience4j_circuitbreaker_calls_seconds_count', { ...spring, kind: 'failed' }, '0014101000'),
      drawCounter('resilience4j_circuitbreaker_calls_seconds_count', { ...spring, kind: 'ignored' }, '0100000000'),
      drawCounter(
        'resilience4j_circuitbreaker_not_permitted_calls_total',
        { ...spring, kind: 'not_permitted' },
        '0000300100'
      ),
    ],
    lanes: ['checkout -> ? payment: cccoohcfdd'],
    calls: {
      calls: [6, 5, 6, 1, 0, 2, 9, 0, 0],
      failed: [0, 1, 4, 1, 0, 1, 0, 0, 0],
      rejected: [0, 0, 0, 3, 0, 0, 1, 0, 0],
    },
  },
  {
    convention: 'envoy',
    series: [
      drawGauge('envoy_cluster_circuit_breakers_default_cx_open', proxy, '00000000'),
      drawGauge('envoy_cluster_circuit_breakers_default_rq_pending_open', proxy, '00110000'),
      drawCounter('envoy_cluster_upstream_rq_total', proxy, '05555555'),
      drawCounter('envoy_cluster_upstream_rq_pending_overflow', proxy, '00072000'),
      drawGauge('envoy_cluster_outlier_detection_ejections_active', proxy, '00001100'),
    ],
    lanes: ['checkout -> payment limits: ccoocccc', 'checkout -> payment outlier detection: ccccoocc'],
    calls: { calls: [5, 5, 5, 5, 5, 5, 5], rejected: [0, 0, 7, 2, 0, 0, 0] },
  },
  {
    convention: 'istio',
    series: [
      drawCounter('istio_requests_total', { ...mesh, response_code: '200', response_flags: '-' }, '05555555'),
      drawCounter('istio_requests_total', { ...mesh, response_code: '503', response_flags: 'UC' }, '00100000'),
      drawCounter('istio_requests_total', { ...mesh, response_code: '503', response_flags: 'URX,UO' }, '  3300'),
      drawCounter('istio_requests_total', { ...mesh, reporter: 'destination', response_flags: 'UO' }, '00000099'),
    ],
    lanes: ['checkout -> payment limits: ?CooCCCC'],
    calls: { calls: [5, 6, 5, 5, 5, 5, 5], failed: [0, 1, 0, 0, 0, 0, 0], rejected: [0, 3, 3, 0, 0, 0, 0] },
  },
  {
    convention: 'polly',
    series: [
      drawCounter('resilience_polly_strategy_events_total', { ...dotnet, event_name: 'OnCircuitOpened' }, '  1000100'),
      drawCounter(
        'resilience_polly_strategy_events_total',
        { ...dotnet, event_name: 'OnCircuitHalfOpened' },
        '     1010'
      ),
      drawCounter('resilience_polly_strategy_events_total', { ...dotnet, event_name: 'OnCircuitClosed' }, '        1'),
      drawCounter(
        'resilience_polly_strategy_events_total',
        { ...dotnet, pipeline_name: 'retries', event_name: 'OnRetry' },
        '111111111'
      ),
    ],
    lanes: ['checkout -> ? payment: ??OOOhohc'],
  },
  {
    convention: 'opossum',
    series: [
      drawCounter('circuit', { ...node, event: 'fire' }, '055555555'),
      drawCounter('circuit', { ...node, event: 'success' }, '055000155'),
      drawCounter('circuit', { ...node, event: 'failure' }, '000500000'),
      drawCounter('circuit', { ...node, event: 'reject' }, '    54'),
      drawCounter('circuit', { ...node, event: 'open' }, '   100000'),
      drawCounter('circuit', { ...node, event: 'halfOpen' }, '     1000'),
      drawCounter('circuit', { ...node, event: 'close' }, '      100'),
    ],
    lanes: ['checkout -> ? payment: CCCoohccc'],
    calls: { calls: [5, 5, 5, 0, 0, 1, 5, 5], failed: [0, 0, 5, 0, 0, 0, 0, 0], rejected: [0, 0, 0, 5, 4, 0, 0, 0] },
  },
  {
    convention: 'dapr',
    series: drawStates(
      'dapr_resiliency_cb_state',
      {
        app_id: 'checkout',
        instance: 'a1',
        name: 'shopCB',
        policy: 'circuitbreaker',
        target: 'app_payment',
        flow_direction: 'outbound',
      },
      'status',
      { c: 'closed', o: 'open', h: 'half-open', u: 'unknown' },
      'uccoohc'
    ),
    lanes: ['checkout -> payment app_payment: ?ccoohc'],
  },
  {
    convention: 'gofr',
    series: [
      drawGauge(
        'app_http_circuit_breaker_state',
        { service: 'payment', app_name: 'checkout', instance: 'a1' },
        '0011 00'
      ),
    ],
    lanes: ['checkout -> payment payment: ccooocc'],
  },
  {
    convention: 'hystrix',
    series: [
      drawGauge('hystrix_circuit_breaker_open', hystrix, '000110'),
      drawCounter('hystrix_execution_total', { ...hystrix, event: 'success' }, '055005'),
      drawCounter('hystrix_execution_total', { ...hystrix, event: 'timeout' }, '000500'),
      drawCounter('hystrix_execution_total', { ...hystrix, event: 'short_circuited' }, '000040'),
    ],
    lanes: ['checkout -> ? payment: cccooc'],
    calls: { calls: [5, 5, 5, 0, 5], failed: [0, 0, 5, 0, 0], rejected: [0, 0, 0, 4, 0] },
  },
];

describe('conventions of metrics', () => {
  it.each(fixtures.map((fixture) => [fixture.convention, fixture] as const))('%s', (name, { series, lanes, calls }) => {
    const steps = Math.max(...series.map(({ times }) => times.length));
    const breakers = measuredBreakers(series, drawnWindow(steps));
    const drawn = breakers.map(({ identity: { name, caller = '?', callee = '?' }, intervals }) => {
      return `${caller} -> ${callee} ${name}: ${printLane({ intervals }, steps)}`;
    });

    expect(drawn).toEqual(lanes);
    expect(new Set(breakers.map(({ source }) => source))).toEqual(new Set([name]));
    for (const [column, values] of Object.entries(calls ?? {})) {
      const own = new Map(Object.entries(breakers[0]?.calls ?? {})).get(column);
      expect([column, [...(own ?? [])]]).toEqual([column, values]);
    }
  });

  it('has a fixture for each that ships, and each cites what it follows', () => {
    expect(fixtures.map(({ convention }) => convention)).toEqual(BREAKER_CONVENTIONS.map(({ name }) => name));
    for (const { name } of BREAKER_CONVENTIONS) {
      expect(conventionSources[name]).not.toHaveLength(0);
    }
  });

  it('is detected by the metrics that are there, and none names the metric of another', () => {
    for (const { convention, series } of fixtures) {
      const found = detectConventions(
        series.map(({ name }) => name),
        BREAKER_CONVENTIONS
      );
      expect(found.map(({ name }) => name)).toEqual([convention]);
    }
    const owners = BREAKER_CONVENTIONS.map((one) => new Set(breakerSelections([one]).map(({ metric }) => metric)));
    expect(new Set(owners.flatMap((own) => [...own])).size).toBe(owners.reduce((sum, { size }) => sum + size, 0));
    expect(detectConventions(['up'], BREAKER_CONVENTIONS)).toEqual([]);
  });
});
