import { setBench } from './testing/fakeSources';

it('names every source that works', async () => {
  const result = await setBench().clew().testDatasource();
  expect(result.status).toBe('success');
  expect(result.message).toContain('My tempo, My loki, My prometheus');
});

it('names the one that does not, with the remedy, and warns', async () => {
  const bench = setBench();
  bench.logs.health = () => Promise.reject({ message: 'Unable to connect with Loki' });
  const result = await bench.clew().testDatasource();
  expect(result.status).toBe('warning');
  expect(result.message).toMatch(/^My loki \(Logs\): .*Unable to connect with Loki.*\. .+\.$/);
});

it('is an error when none works, each for its own reason', async () => {
  const bench = setBench();
  bench.traces.health = () => Promise.resolve({ status: 'error', message: 'no route' });
  bench.hidden.add('loki');
  bench.rejected.add('prom');
  const { status, message } = await bench.clew().testDatasource();
  expect([status, message.split('\n').length]).toEqual(['error', 3]);
  expect(message).toMatch(/no route/);
  expect(message).toMatch(/loki \(Logs\): Grafana does not know/);
});

it('waits no longer than the timeout', async () => {
  const bench = setBench();
  bench.metrics.health = () => new Promise(() => undefined);
  const { status, message } = await bench.clew({ timeoutMs: 20 }).testDatasource();
  expect([status, message]).toEqual(['warning', expect.stringContaining('My prometheus')]);
});

it('asks for a source when none is linked', async () => {
  const none = { traces: [], logs: [], metrics: [] };
  await expect(setBench().clew(none).testDatasource()).resolves.toMatchObject({ status: 'error' });
});

it('says when a newer version saved the settings', async () => {
  const newer = Object.assign({}, { version: 9 }) as never;
  await expect(setBench().clew(newer).testDatasource()).resolves.toMatchObject({
    status: 'error',
    message: expect.stringContaining('newer version'),
  });
});
