/** @jest-environment ./pkg/testkit/node-environment.cjs */
import { lokiPush, lokiSink } from './loki';
import { startReceiver } from './receiver';

const line = (timeUnixNano: string, service: string, metadata: Record<string, string> = {}) => ({
  timeUnixNano,
  labels: { service_name: service, level: 'info' },
  metadata,
  line: `line at ${timeUnixNano}`,
});

describe('lokiPush', () => {
  it('groups lines by stream, with exact times and structured metadata', () => {
    expect(
      lokiPush([line('1790000000000000001', 'a', { trace_id: 'x' }), line('2', 'b'), line('1790000000000000003', 'a')])
    ).toEqual({
      streams: [
        {
          stream: { service_name: 'a', level: 'info' },
          values: [
            ['1790000000000000001', 'line at 1790000000000000001', { trace_id: 'x' }],
            ['1790000000000000003', 'line at 1790000000000000003', {}],
          ],
        },
        { stream: { service_name: 'b', level: 'info' }, values: [['2', 'line at 2', {}]] },
      ],
    });
  });
});

describe('the Loki sink', () => {
  it('names the address, the answer and the remedy when lines are refused, and goes on', async () => {
    const loki = await startReceiver((count) =>
      count === 0 ? { status: 400, body: 'entry too far behind' } : { status: 204 }
    );
    const reports: string[] = [];
    const sink = lokiSink(`${loki.url}/`, (report) => reports.push(report));
    sink.take({ spans: [], lines: [line('1', 'a')] });
    while (sink.counts.dropped === 0) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    sink.take({ spans: [], lines: [line('2', 'a')] });
    await sink.close(1000);
    expect(reports).toEqual([
      `log lines to ${loki.url}/loki/api/v1/push: 1 refused: HTTP 400 entry too far behind. ` +
        'Is Loki listening there, and does it allow structured metadata? --loki names another.',
      `log lines to ${loki.url}/loki/api/v1/push: 1 delivered, 0 not sent, 1 dropped`,
    ]);
    await loki.close();
  });

  it('keeps a path of its own, for a Loki behind a gateway', () => {
    const sink = lokiSink('https://gateway.example/tenant/push', () => undefined);
    expect(sink.name).toBe('log lines to https://gateway.example/tenant/push');
  });
});
