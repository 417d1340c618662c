import { drawTrace, EPOCH, makeExemplar, makeLogs, makeSeries, printTrace, traceIdOf } from '../../../pkg/testkit';
import { joinSignals } from './join';
import type { Arrival, CoverageGap } from './join-types';
import { presetKeys } from './presets';

const SHOP = `
frontend/GET [0-100] server #a request_id=req_1
  checkout/pay [10-90] error #b request_id=req_1_checkout
    bank/charge [20-80] #c
`;

function line(at: number, service: string, traceId: string, spanId: string) {
  return { at, service, line: JSON.stringify({ trace_id: traceId, span_id: spanId, request_id: 'req_1' }) };
}

function join(...arrivals: readonly Arrival[]) {
  const key = presetKeys.find(({ name }) => name === 'request_id');
  return joinSignals({ ...(key === undefined ? {} : { key }), id: 'req_1', arrivals }).result;
}

function kinds(gaps: readonly CoverageGap[]): readonly string[] {
  return gaps.map((gap) => [gap.kind, gap.service?.key ?? '', gap.count].join(' ').replace('  ', ' '));
}

describe('joinSignals', () => {
  it('hangs lines on spans, by labels, JSON and logfmt, in any spelling of the IDs', () => {
    const { anchors } = join({
      leg: 'all',
      traces: [drawTrace(SHOP, { traceId: 'ab' })],
      logs: [
        makeLogs([
          line(1, 'frontend', '00AB', 'a'),
          { at: 2, line: 'paying', labels: { traceID: 'ab', span_id: 'b' } },
          { at: 3, line: 'level=info traceId=ab spanID="c"' },
          { at: 4, line: 'level=info traceId=ab spanID=zz' },
          { at: 5, line: 'level=info traceId=cd spanID=b' },
          { at: 6, line: 'nothing' },
        ]),
      ],
    });

    expect([...anchors.trace]).toEqual([0, 0, 0, 0, -1, -1]);
    expect([...anchors.span]).toEqual([0, 1, 2, -1, -1, -1]);
  });

  it('unites a partial trace with its full version', () => {
    const full = drawTrace(SHOP);
    const partial = drawTrace('checkout/pay [10-90] error #b ^a request_id=req_1_checkout', { partial: true });

    expect(join({ leg: 'a', traces: [partial] }, { leg: 'b', traces: [full] }).traces).toEqual([full]);
  });

  it('unites two halves of a trace and links them', () => {
    const upper = drawTrace('frontend/GET [5-100] #a', { partial: true });
    const lower = drawTrace('checkout/pay [0-90] #b ^a', { partial: true });
    const [trace] = join({ leg: 'a', traces: [upper] }, { leg: 'b', traces: [lower] }).traces;

    expect(trace && printTrace(trace)).toBe('frontend/GET [5-100] #a\n  checkout/pay [0-90] #b');
    expect(trace?.origin).toBe(EPOCH);
    expect(trace?.partial).toBe(true);
  });

  it('keeps spans that share an ID, and says so', () => {
    const trace = drawTrace('a/one [0-1] client #x\nb/two [0-1] server #x');
    const outcome = joinSignals({ arrivals: [{ leg: 'a', traces: [trace] }] });

    expect(outcome.result.traces[0]?.size).toBe(2);
    expect(outcome.problems).toEqual([{ code: 'join.duplicate-span', params: { traceId: traceIdOf('1') }, count: 1 }]);
  });

  it('puts callers before callees, then services that are in no trace', () => {
    const { services } = join({
      leg: 'all',
      traces: [drawTrace(SHOP)],
      logs: [makeLogs([{ at: -50, service: 'cron', line: 'x' }])],
      series: [makeSeries({ service: 'bank', values: [1] }), makeSeries({ service: 'cache', values: [1] })],
    });

    expect(
      services.map(({ identity, depth, spans, logs, series }) => [identity.key, depth, spans, logs, series])
    ).toEqual([
      ['frontend', 0, 1, 0, 0],
      ['checkout', 1, 1, 0, 0],
      ['bank', 2, 1, 0, 1],
      ['cron', 0, 0, 1, 0],
      ['cache', 0, 0, 0, 1],
    ]);
  });

  it('takes a bare name for the only namespaced service of that name, and says so', () => {
    const trace = drawTrace('');
    const spans = drawTrace('checkout/pay [0-1] #a');
    const namespaced = {
      ...spans,
      services: [{ key: 'shop/checkout', name: 'checkout', namespace: 'shop', basis: 'resource:service.name' }],
    };
    const outcome = joinSignals({
      arrivals: [{ leg: 'a', traces: [namespaced], logs: [makeLogs([{ at: 0, service: 'checkout', line: 'x' }])] }],
    });

    expect(trace.size).toBe(0);
    expect(outcome.result.services).toMatchObject([{ identity: { key: 'shop/checkout' }, spans: 1, logs: 1 }]);
    expect(outcome.problems).toMatchObject([{ code: 'join.namespace-assumed', params: { key: 'shop/checkout' } }]);
  });

  it('counts what is covered and lists what is missing', () => {
    const { coverage } = join({
      leg: 'all',
      traces: [
        drawTrace(`${SHOP}lost/orphan [40-50] #e ^gone`, { traceId: '1' }),
        drawTrace('other/x [200-300] #z request_id=req_1', { traceId: '2' }),
      ],
      logs: [
        makeLogs(
          [
            line(1, 'frontend', '1', 'a'),
            line(2, 'checkout', '1', 'gone'),
            line(3, 'cron', '77', 'gone'),
            { at: 4, line: 'no service, no trace' },
          ],
          { limitReached: 4 }
        ),
      ],
      series: [makeSeries({ service: 'frontend', values: [1] }), makeSeries({ service: 'cache', values: [1] })],
    });

    expect(coverage).toMatchObject({
      spans: 5,
      spansWithLogs: 1,
      logs: 4,
      logsOnSpans: 1,
      services: 7,
      servicesWithMetrics: 2,
    });
    expect(kinds(coverage.gaps)).toEqual([
      'orphan-span lost 1',
      'span-without-log checkout 1',
      'span-without-log bank 1',
      'span-without-log lost 1',
      'span-without-log other 1',
      'log-without-span checkout 1',
      'log-without-trace 1',
      'trace-not-found 1',
      'service-without-metrics checkout 2',
      'service-without-metrics bank 1',
      'service-without-logs bank 1',
      'service-without-metrics lost 1',
      'service-without-logs lost 1',
      'service-without-metrics other 1',
      'service-without-logs other 1',
      'service-without-metrics cron 1',
      'service-metrics-only cache 1',
      'unmapped-service 1',
      'id-shared-by-traces 2',
      'truncated 1',
    ]);
  });

  it('does not hold a signal that was not asked against the others', () => {
    expect(join({ leg: 'a', traces: [drawTrace(SHOP)] }).coverage.gaps).toEqual([]);
  });

  it('lists the values of the key that were found, children among them', () => {
    expect(join({ leg: 'a', traces: [drawTrace(SHOP)] }).ids).toEqual(['req_1', 'req_1_checkout']);
  });

  it('counts a series or an exemplar that two legs have met once', () => {
    const one = makeSeries({ service: 'a', values: [1, null] });
    const two = makeSeries({ service: 'a', values: [null, 2, 3] });
    const exemplars = [makeExemplar(1, 'ab'), makeExemplar(1, 'ab')];
    const joined = join(
      { leg: 'a', series: [one], exemplars },
      { leg: 'b', series: [two], exemplars: [makeExemplar(1, 'ab')] }
    );

    expect(joined.series.map(({ values }) => values)).toEqual([[1, 2, 3]]);
    expect(joined.exemplars).toHaveLength(2);
  });

  it('joins nothing into an empty answer', () => {
    expect(join()).toMatchObject({ traces: [], services: [], traceIds: [], logs: { size: 0 } });
  });
});
