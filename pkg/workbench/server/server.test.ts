import { mkdtempSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { remember } from '../sources';
import { readProvisioning } from './provisioning';
import { listen, workbenchServer } from './server';

// jsdom asks for the browser's build, which is not CommonJS; the server gets this one.
jest.mock('yaml', () => jest.requireActual('../../../node_modules/yaml/dist/index.js'));

const ROOT = path.resolve(__dirname, '../../..');

describe('the server', () => {
  const dist = mkdtempSync(path.join(tmpdir(), 'clew-workbench-'));
  writeFileSync(path.join(dist, 'module.js'), 'define([], () => ({}))');
  const logos = { small: 'img/logo.svg', large: 'img/logo.svg' };
  const meta = { id: 'clew-incident-app', type: 'app' as const, name: 'Clew', info: { version: '1.0.0', logos } };
  const server = workbenchServer({
    root: ROOT,
    memory: remember({ traces: { resourceSpans: [] }, logs: [], metrics: [], exemplars: [] }),
    provisioning: readProvisioning(path.join(ROOT, 'provisioning')),
    plugins: [{ folder: dist, meta }],
    page: new Map([['main.js', new TextEncoder().encode('"page"')]]),
    start: '/d/clew-request?var-id=x',
    faults: new Map([['prom', { status: 500 }]]),
  });
  let port = 0;

  beforeAll(async () => {
    port = await listen(server, 34_100);
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  const get = (url: string) => send(port, 'GET', url);
  const ask = (uid: string, headers: Record<string, string> = {}) => {
    const targets = [{ refId: 'A', expr: '{a="b"}', queryType: 'range' }];
    const body = JSON.stringify({ requestId: 'Q1', targets, fromMs: 0, toMs: 1, intervalMs: 1 });
    return send(port, 'POST', `/api/workbench/query/${uid}`, headers, body);
  };

  it('leads from / to the incident', async () => {
    expect((await get('/')).location).toBe('/d/clew-request?var-id=x');
  });

  it('serves the page, its files, plugins and dashboards, and nothing outside of them', async () => {
    expect((await get('/d/clew-request')).text).toContain('systemjs-importmap');
    expect((await get('/host/main.js')).text).toBe('"page"');
    expect((await get('/public/plugins/clew-incident-app/module.js')).status).toBe(200);
    expect((await get('/public/plugins/clew-incident-app/..%2F..%2Fetc%2Fpasswd')).status).toBe(404);
    expect((await get('/api/dashboards/uid/clew-request')).status).toBe(200);
    expect((await get('/api/dashboards/uid/none')).status).toBe(404);
    expect((await get('/public/build/img/icons/unicons/no-such.svg')).status).toBe(200);
  });

  it('answers queries, with the faults that were asked for', async () => {
    expect(JSON.parse((await ask('loki')).text)).toMatchObject([{ state: 'Streaming' }, { state: 'Done' }]);
    expect((await ask('loki', { 'x-workbench-faults': 'fail-loki=403' })).status).toBe(403);
    expect((await ask('prom')).status).toBe(500);
    expect((await ask('none')).status).toBe(404);
  });

  it('says how the alert rules stand, and that there are none without an incident', async () => {
    expect(JSON.parse((await get('/api/prometheus/grafana/api/v1/rules')).text)).toMatchObject({
      data: { groups: [] },
    });
  });

  it('takes the next port when one is taken', async () => {
    const other = workbenchServer({
      root: ROOT,
      memory: remember({ traces: { resourceSpans: [] }, logs: [], metrics: [], exemplars: [] }),
      provisioning: { sources: [], dashboards: new Map() },
      plugins: [],
      page: new Map(),
      start: '/',
      faults: new Map(),
    });
    expect(await listen(other, port)).toBeGreaterThan(port);
    await new Promise((resolve) => other.close(resolve));
  });
});

describe('provisioning', () => {
  it('is read as Grafana reads it', () => {
    const { sources, dashboards } = readProvisioning(path.join(ROOT, 'provisioning'));
    expect(sources.map(({ uid }) => uid)).toEqual(['tempo', 'loki', 'prom', 'clew']);
    expect(JSON.stringify(sources)).toContain('${__value.raw}');
    expect(dashboards.has('clew-request')).toBe(true);
  });
});

interface Answer {
  readonly status: number | undefined;
  readonly location: string | undefined;
  readonly text: string;
}

function send(port: number, method: string, url: string, headers = {}, body = ''): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, method, path: url, headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const { statusCode: status, headers: answered } = response;
        resolve({ status, location: answered.location, text: Buffer.concat(chunks).toString() });
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
