/** @jest-environment ./pkg/testkit/node-environment.cjs */
import { openMetrics } from './endpoint';
import { expose, type Exposed } from './exposition';

const scraped: Exposed = {
  samples: [
    { name: 'http_requests_total', labels: { service: 'checkout' }, value: 7 },
    { name: 'up', labels: { service: 'checkout' }, value: 1 },
  ],
  exemplars: [],
  at: undefined,
};

describe('the metrics endpoint', () => {
  it('answers in the format asked for, packed when that is accepted', async () => {
    const endpoint = await openMetrics({
      port: 0,
      scraped: () => scraped,
      health: () => ({ well: true }),
      report: () => undefined,
    });
    const url = `http://127.0.0.1:${endpoint.port}`;
    const text = await fetch(`${url}/metrics`, { headers: { 'accept-encoding': 'identity' } });
    expect(text.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect(text.headers.get('content-encoding')).toBeNull();
    expect(await text.text()).toBe(expose(scraped, 'text'));

    const open = await fetch(`${url}/metrics`, {
      headers: { accept: 'application/openmetrics-text', 'accept-encoding': 'gzip' },
    });
    expect(open.headers.get('content-type')).toMatch(/^application\/openmetrics-text; version=1\.0\.0/);
    expect(open.headers.get('content-encoding')).toBe('gzip');
    expect(await open.text()).toBe(expose(scraped, 'openmetrics'));

    expect(await (await fetch(`${url}/healthz`)).json()).toEqual({ well: true });
    expect((await fetch(`${url}/`)).status).toBe(404);
    await endpoint.close();
  });

  it('is empty, and valid, before there is anything', async () => {
    const endpoint = await openMetrics({
      port: 0,
      scraped: () => undefined,
      health: () => ({}),
      report: () => undefined,
    });
    const accept = 'application/openmetrics-text';
    const answer = await fetch(`http://127.0.0.1:${endpoint.port}/metrics`, { headers: { accept } });
    expect(await answer.text()).toBe('# EOF\n');
    await endpoint.close();
  });

  it('reports the alerts that Grafana sends, with their links', async () => {
    const lines: string[] = [];
    const endpoint = await openMetrics({
      port: 0,
      scraped: () => undefined,
      health: () => ({}),
      report: (line) => lines.push(line),
    });
    const post = (body: string): Promise<Response> =>
      fetch(`http://127.0.0.1:${endpoint.port}/alerts`, { method: 'POST', body });
    const alert = {
      status: 'firing',
      labels: { alertname: 'Requests fail' },
      annotations: {
        summary: 'checkout fails',
        investigate: 'http://g/a/clew-incident-app/investigate?service=checkout',
      },
      startsAt: '2026-11-21T10:05:30Z',
    };
    const bare = { ...alert, status: 'resolved', annotations: {} };
    expect((await post(JSON.stringify({ receiver: 'clew-lab', alerts: [alert, bare] }))).status).toBe(204);
    await post('no JSON');
    expect(lines).toEqual([
      'alert firing: checkout fails - http://g/a/clew-incident-app/investigate?service=checkout',
      'alert resolved: Requests fail',
      'alert: a webhook that is not of Grafana Alerting',
    ]);
    await endpoint.close();
  });
});
