import { LoadingState, type DataFrame } from '@grafana/data';

import { runScenario } from '../../pkg/lab';
import { remember } from '../../pkg/workbench/sources';
import { DEFAULT_QUERIES, type BreakersQuery, type CascadeQuery, type EventsQuery } from '../../src/datasource/query';
import { addNanos, epochMsFromNs, epochNs, epochNsFromMs, nanos } from '../../src/engine/units';
import {
  classifyFrames,
  readBreakers,
  readChanges,
  readLogs,
  readReport,
  readServices,
  readSignals,
} from '../../src/frames';
import { defaultIdentityRules } from '../../src/engine/correlation';
import { askOver } from './ask';

const START_MS = Date.UTC(2026, 10, 21, 10);
const MINUTE_MS = 60_000;

const breakers: BreakersQuery = { ...DEFAULT_QUERIES.breakers, refId: 'A' };
const cascade: CascadeQuery = { ...DEFAULT_QUERIES.cascade, refId: 'A' };

function troubles(data: readonly DataFrame[]): readonly unknown[] {
  return readReport(data).result.filter(({ state }) => ['failed', 'forbidden', 'timed-out'].includes(state));
}

describe('a breaker that flaps', () => {
  const incident = runScenario('breaker-flap', { seed: 1, scale: 0.2, startNs: epochNsFromMs(START_MS) });
  const memory = remember(incident);
  const range = [START_MS, START_MS + 10 * MINUTE_MS] as const;
  const origin = epochNsFromMs(START_MS);
  const truth = incident.truth.breakers ?? [];

  it('has its states, as every instance went through them, within a scrape', async () => {
    const { data, state } = await askOver(memory, breakers, range);
    const { result: lanes, problems } = readBreakers(classifyFrames(data).clew.breakers, origin);
    expect([state, problems, troubles(data)]).toEqual([LoadingState.Done, [], []]);
    expect(truth.length).toBeGreaterThan(0);
    const [lane] = lanes;
    expect([lane.basis, lane.source, lane.identity.name]).toEqual(['measured', 'resilience4j', truth[0].name]);
    const opened = truth.flatMap(({ changes }) => changes.filter(({ to }) => to === 'open'));
    const first = Math.min(...opened.map(({ atNs }) => epochMsFromNs(epochNs(BigInt(atNs)))));
    const seen = lane.intervals.find((interval) => interval.state === 'open');
    const seenMs = epochMsFromNs(addNanos(origin, seen?.start ?? nanos(0)));
    expect(seenMs - first).toBeGreaterThanOrEqual(0);
    expect(seenMs - first).toBeLessThan(2 * 15_000);
    expect(lane.intervals.at(-1)?.end).toBe(10 * MINUTE_MS * 1e6);
  });

  it('is one field of text for State timeline, calls for Time series, and a table of changes', async () => {
    const { data } = await askOver(memory, breakers, range);
    const kinds = data.map((frame: DataFrame) => frame.meta?.custom?.clew?.kind);
    expect(kinds).toContain('breaker-states');
    expect(kinds.slice(-2)).toEqual(['breaker-transitions', 'report']);
    const states = data.find((frame: DataFrame) => frame.meta?.custom?.clew?.kind === 'breaker-states');
    expect(states?.meta?.executedQueryString).toContain('resilience4j_circuitbreaker_state');
  });

  it('is told of by lines and traces too, unchanged, where they are asked for', async () => {
    const { data } = await askOver(memory, { ...breakers, signals: ['logs', 'traces'], limits: { traces: 10 } }, range);
    const { logs, traces } = classifyFrames<DataFrame>(data);
    const { result: tables } = readLogs(logs, { rules: defaultIdentityRules, source: 'loki' });
    const lines = tables.flatMap(({ line }) => [...line]);
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.every((line) => /breaker/i.test(line))).toBe(true);
    expect(traces).toHaveLength(10);
    expect(troubles(data)).toEqual([]);
  });

  it('is an annotation of its caller, in order of time', async () => {
    const caller = truth[0]?.caller.split('/').pop() ?? '';
    const query: EventsQuery = { ...DEFAULT_QUERIES.events, refId: 'A', events: ['breakers'], service: caller };
    const { data } = await askOver(memory, query, range);
    const titles: readonly string[] =
      data[0].fields.find(({ name }: { name: string }) => name === 'title')?.values ?? [];
    expect(titles.filter((title) => title.endsWith('Open')).length).toBeGreaterThan(0);
  });

  it('is nobody else: other services have no lane, and that is said', async () => {
    const { data } = await askOver(memory, { ...breakers, services: ['nobody'] }, range);
    expect(classifyFrames(data).clew.breakers).toEqual([]);
    expect(readReport(data).result).toMatchObject([{ state: 'empty', message: 'leg.not-these-breakers' }]);
  });
});

describe('an incident without a breaker', () => {
  const memory = remember(runScenario('latency-spike', { seed: 1, scale: 0.1, startNs: epochNsFromMs(START_MS) }));

  it('is no empty panel: what was looked for, and what to do', async () => {
    const { data, state } = await askOver(memory, breakers, [START_MS, START_MS + 5 * MINUTE_MS]);
    expect(state).toBe(LoadingState.Done);
    expect(readReport(data).result).toMatchObject([{ state: 'empty', message: 'leg.no-breakers' }]);
    const notices = data.flatMap((frame: DataFrame) => frame.meta?.notices ?? []).map(({ text }) => text);
    expect(notices.join()).toMatch(/resilience4j.*logs and traces/);
  });
});

describe('a cascade', () => {
  const incident = runScenario('mysterious-timeout', { seed: 1, scale: 0.2, startNs: epochNsFromMs(START_MS) });
  const memory = remember(incident);
  const range = [START_MS + 4 * MINUTE_MS, START_MS + 8 * MINUTE_MS] as const;

  it('is told from services and the calls between them beside their baselines', async () => {
    const { data, state } = await askOver(memory, cascade, range);
    expect([state, troubles(data)]).toEqual([LoadingState.Done, []]);
    const { result: measures } = readSignals(data);
    for (const kind of ['service', 'edge'] as const) {
      for (const baseline of [false, true]) {
        const some = measures.filter((one) => one.subject.kind === kind && one.baseline === baseline);
        expect([kind, baseline, some.length > 4]).toEqual([kind, baseline, true]);
      }
    }
    const subjects = readServices(data).result.map(({ subject }) => subject.kind);
    expect(new Set(subjects)).toEqual(new Set(['service', 'edge']));
    expect(readReport(data).result.length).toBeGreaterThan(3);
  });

  it("is drawn by Grafana's Node graph: every edge ends at a node", async () => {
    const { data } = await askOver(memory, cascade, range);
    const [nodes, edges] = classifyFrames<DataFrame>(data).clew.graph;
    const values = (frame: DataFrame, name: string): readonly unknown[] =>
      frame.fields.find((field) => field.name === name)?.values ?? [];
    const ids = new Set(values(nodes, 'id'));
    const ends = [...values(edges, 'source'), ...values(edges, 'target')];
    expect(ends.length).toBeGreaterThan(4);
    expect(ends.filter((end) => !ids.has(end))).toEqual([]);
    expect(values(nodes, 'subtitle').some((text) => String(text).includes('×'))).toBe(true);
  });

  it('has error lines and traces where they are wanted', async () => {
    const query: CascadeQuery = { ...cascade, signals: ['logs', 'traces'], limits: { traces: 5, lines: 50 } };
    const { data } = await askOver(memory, query, range);
    const { logs, traces, clew } = classifyFrames<DataFrame>(data);
    expect([logs.length, traces.length, clew.graph.length]).toEqual([1, 5, 0]);
    expect(troubles(data)).toEqual([]);
  });
});

describe('a version that is rolled out', () => {
  const incident = runScenario('pool-exhaustion', { seed: 1, scale: 0.2, startNs: epochNsFromMs(START_MS) });

  it('is a change of its service', async () => {
    const { data } = await askOver(remember(incident), { ...cascade, signals: ['logs'] }, [
      START_MS,
      START_MS + 10 * MINUTE_MS,
    ]);
    const { result } = readChanges(classifyFrames(data).clew.changes, epochNsFromMs(START_MS));
    const { change } = incident.truth;
    const told = result.find(({ service }) => service === change?.service.split('/').pop());
    expect(told).toMatchObject({ kind: 'deploy', text: change?.after, before: change?.before });
    const atMs = epochMsFromNs(epochNs(BigInt(change?.atNs ?? 0)));
    expect(Math.abs(START_MS + (told?.at ?? nanos(0)) / 1e6 - atMs)).toBeLessThan(MINUTE_MS);
  });
});
