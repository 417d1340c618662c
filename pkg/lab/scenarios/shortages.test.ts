import { attribute, seriesOf } from '../testing/spans';
import { Staged } from '../testing/staged';

describe.each([1, 11])('pool-exhaustion, seed %i', (seed) => {
  const staged = new Staged('pool-exhaustion', seed);
  const { truth, incident } = staged;
  const { firstService, change } = truth;

  it('tells of the deploy: another version, other pods, and the series of the old ones end', () => {
    const versions = new Map(
      seriesOf(incident, 'target_info', { service: firstService }).map(({ metric, values }) => [
        metric.instance,
        { version: metric.service_version, first: values[0][0], last: values.at(-1)?.[0] ?? 0 },
      ])
    );
    const old = [...versions.values()].filter(({ version }) => version === change?.before);
    const fresh = [...versions.values()].filter(({ version }) => version === change?.after);
    expect([old.length, fresh.length]).toEqual([2, 2]);
    expect(Math.max(...old.map(({ last }) => last))).toBeLessThan(Math.max(...fresh.map(({ last }) => last)));
    expect(change?.atNs).toBe(truth.onsetNs);
    const started = incident.logs.filter(
      ({ labels, line }) => labels.service_name === firstService && line.includes(` ${change?.after ?? ''}`)
    );
    expect(started).toHaveLength(2);
  });

  it('runs dry: one connection, a queue before it, and requests that fail after five seconds', () => {
    const last = (name: string): number =>
      Math.max(...seriesOf(incident, name, { service: firstService }).map(({ values }) => Number(values.at(-1)?.[1])));
    expect(last('hikaricp_connections_max')).toBe(10);
    const pools = seriesOf(incident, 'hikaricp_connections_max', { service: firstService });
    expect(pools.map(({ values }) => Number(values.at(-1)?.[1])).sort()).toEqual([1, 1, 10, 10].sort());
    const waits = staged.spans.filter(({ span }) => span.name === 'wait for connection' && span.status.code === 2);
    expect(waits.length).toBeGreaterThan(20);
    expect(waits.every(({ service, ms }) => service === firstService && Math.abs(ms - 5000) < 1)).toBe(true);
    expect(staged.failing(firstService, -200, 0)).toBe(0);
    expect(staged.failing(firstService, 60, 240)).toBeGreaterThan(0.1);
    expect(Object.keys(truth.onsets)[0]).toBe(firstService);
  });
});

describe.each([1, 11])('cache-stampede, seed %i', (seed) => {
  const staged = new Staged('cache-stampede', seed);
  const { truth, incident } = staged;
  const owner = truth.fault?.service ?? '';

  it('loses its hits first', () => {
    const [{ values }] = seriesOf(incident, 'redis_keyspace_misses_total');
    const misses = values.map(([at, value], row) => ({
      at: at - Number(BigInt(truth.onsetNs) / BigInt(1e6)) / 1000,
      grown: Number(value) - Number(values[row - 1]?.[1] ?? 0),
    }));
    const usual = Math.max(...misses.filter(({ at }) => at < 0).map(({ grown }) => grown));
    const first = misses.find(({ at, grown }) => at > 0 && grown > usual);
    expect(first?.at).toBeLessThan(Math.min(7, staged.onset(owner) + 5));
    const missed = staged.spans.filter(({ span }) => attribute(span.attributes, 'cache.hit') === 'false');
    const hot = missed.filter(({ span }) => span.name === `GET ${truth.attribute?.value ?? ''}`);
    expect(hot.every(({ service, end }) => service === owner && staged.after(end) > 0)).toBe(true);
    expect(hot.length).toBeGreaterThan(50);
  });

  it('sends the herd to the database, which others share', () => {
    expect(Object.keys(truth.onsets)[0]).toBe(truth.firstService);
    expect(truth.spread?.[0]).toEqual({ from: owner, to: truth.firstService, kind: 'load' });
    expect(truth.blastRadius).toHaveLength(4);
    const builds = staged.spans.filter(({ span }) => span.name.startsWith('AGGREGATE'));
    expect(builds.every(({ service, start }) => service === owner && staged.after(start) > 0)).toBe(true);
    expect(builds.length).toBeGreaterThan(100);
  });
});

describe.each([1, 11])('one-datacentre, seed %i', (seed) => {
  const staged = new Staged('one-datacentre', seed);
  const { truth, incident } = staged;
  const zone = truth.attribute?.value ?? '';

  it('has all traffic in one zone before anything is slow', () => {
    const zones = (truth.change?.before ?? '').split(',');
    const served = (which: string, from: number, to: number): number =>
      seriesOf(incident, 'http_requests_total', { zone: which })
        .map(({ values }) => {
          const at = (second: number): number =>
            Number(values.filter(([time]) => time <= second + staged.onsetSec).at(-1)?.[1] ?? 0);
          return at(to) - at(from);
        })
        .reduce((sum, count) => sum + count, 0);
    const shares = zones.map((which) => served(which, -100, 0));
    expect(Math.min(...shares) / Math.max(...shares)).toBeGreaterThan(0.6);
    expect(zones.filter((which) => served(which, 10, 60) > 0)).toEqual([zone]);
    expect(staged.onset(truth.firstService)).toBeGreaterThan(0.5);
  });

  it('overloads the one service that has no room, and those who wait for it', () => {
    expect(Object.keys(truth.onsets)[0]).toBe(truth.firstService);
    expect(truth.blastRadius).toHaveLength(3);
    expect(staged.failing(truth.blastRadius[2], 60, 90)).toBeGreaterThan(0.4);
    expect(staged.failing(truth.blastRadius[2], 185, 200)).toBe(0);
  });
});

describe.each([1, 11])('noisy-neighbour, seed %i', (seed) => {
  const staged = new Staged('noisy-neighbour', seed);
  const { truth, incident } = staged;
  const { key = '', value = '' } = truth.attribute ?? {};

  it('has one tenant ask ten times as often', () => {
    const asked = (from: number, to: number): number =>
      staged.served(truth.firstService, from, to).filter(({ span }) => attribute(span.attributes, key) === value)
        .length /
      (to - from);
    expect(asked(5, 35) / asked(-200, 0)).toBeGreaterThan(6);
  });

  it('fills memory to the limit and dies of it, one instance after the other, and grows again', () => {
    const levels = seriesOf(incident, 'process_resident_memory_bytes', { service: truth.firstService }).map(
      ({ values }) => values.map(([at, bytes]) => ({ at: at - staged.onsetSec, mib: Number(bytes) / 2 ** 20 }))
    );
    for (const samples of levels) {
      const before = samples.filter(({ at }) => at > -100 && at < 0).map(({ mib }) => mib);
      expect(Math.max(...before)).toBeLessThan(400);
      expect(Math.max(...before) - Math.min(...before)).toBeLessThan(80);
      expect(Math.max(...samples.map(({ mib }) => mib))).toBeGreaterThan(560);
      expect(samples.filter(({ at }) => at > 40).some(({ mib }) => mib < 300)).toBe(true);
    }
    expect(staged.times(/OutOfMemoryError|out of memory|process killed/).length).toBeGreaterThanOrEqual(2);
    expect(truth.blastRadius).toHaveLength(3);
  });

  it('breaks the connections of whoever waits, and never finishes what it was doing', () => {
    expect(staged.times(/reset|refused|closed unexpectedly/).length).toBeGreaterThan(10);
    const ids = new Set(staged.spans.map(({ span }) => span.spanId));
    const open = staged.spans.filter(({ span }) => span.parentSpanId !== '' && !ids.has(span.parentSpanId));
    expect(open.every(({ service }) => service === truth.firstService)).toBe(true);
  });
});
