import type { LabLog, OtlpResourceSpans } from '../incident';
import { runScenario } from '../run';
import type { ScenarioName } from '../scenarios';
import type { Sink } from '../sinks';
import { attribute } from '../testing/spans';
import type { Clock } from './clock';
import { Live, type LiveOptions } from './live';

const START_NS = BigInt(Date.UTC(2026, 10, 21, 10)) * BigInt(1e6);
const SCALE = 0.05;

/** A clock that jumps ahead by some seconds at each wait. */
function jumpingClock(stepSeconds: number): Clock & { readonly waits: () => number } {
  let now = START_NS;
  let waits = 0;
  return {
    nowNs: () => now,
    wait: () => {
      now += BigInt(stepSeconds * 1e9);
      waits += 1;
      return Promise.resolve();
    },
    waits: () => waits,
  };
}

function optionsFor(scenario: ScenarioName, more: Partial<LiveOptions> = {}): LiveOptions {
  return { scenario, seed: 3, scale: SCALE, speed: 1, loop: false, ...more };
}

interface Memory extends Sink {
  readonly spans: OtlpResourceSpans[];
  readonly lines: LabLog[];
}

function memorySink(): Memory {
  const spans: OtlpResourceSpans[] = [];
  const lines: LabLog[] = [];
  return {
    name: 'memory',
    counts: { delivered: 0, waiting: 0, dropped: 0 },
    spans,
    lines,
    take: (told) => {
      spans.push(...told.spans);
      lines.push(...told.lines);
    },
    close: () => Promise.resolve(),
  };
}

/** Every span with its resource and scope, by span ID. */
function spansById(grouped: readonly OtlpResourceSpans[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    grouped.flatMap(({ resource, scopeSpans }) =>
      scopeSpans.flatMap(({ scope, spans }) => spans.map((span) => [span.spanId, { resource, scope, span }]))
    )
  );
}

function byText(a: unknown, b: unknown): number {
  return JSON.stringify(a) < JSON.stringify(b) ? -1 : 1;
}

function sorted(lines: readonly LabLog[]): readonly string[] {
  return lines.map((line) => JSON.stringify(line)).sort();
}

/** One of each kind: plain, with links and lost context, with draws of its own, with clocks that are set. */
const PLAYED = ['mysterious-timeout', 'broken-propagation', 'latency-spike', 'time-traveller'] as const;

describe.each(PLAYED)('a live run of %s', (scenario) => {
  it('tells exactly what a batch run of the same seed and start tells', async () => {
    const memory = memorySink();
    const reports: string[] = [];
    const live = new Live(optionsFor(scenario), {
      clock: jumpingClock(2.9),
      sinks: [memory],
      report: (line) => reports.push(line),
      signal: new AbortController().signal,
    });
    await live.run();
    const batch = runScenario(scenario, {
      seed: 3,
      scale: SCALE,
      startNs: START_NS,
      dialects: ['house', 'clocks'],
    });
    expect(spansById(memory.spans)).toEqual(spansById(batch.traces.resourceSpans));
    expect(sorted(memory.lines)).toEqual(sorted(batch.logs));
    const scraped = live.scraped();
    expect(scraped?.samples.map(({ name, labels, value }) => [name, labels, String(value)]).sort(byText)).toEqual(
      batch.metrics
        .flatMap(({ data }) => data.result)
        // The trace backend makes these from the spans.
        .filter(({ metric }) => !metric.__name__.startsWith('traces_'))
        .map(({ metric: { __name__: name, ...labels }, values }) => [name, labels, values.at(-1)?.[1]])
        .sort(byText)
    );
    expect(scraped).toMatchObject({ exemplars: batch.exemplars, at: undefined });
    expect(reports.at(-1)).toContain(`start from ${batch.truth.ids[0]}`);
  });
});

describe('the pace', () => {
  const silent = { sinks: [], report: () => undefined };

  it('follows the clock, and stops at once when told to', async () => {
    const stop = new AbortController();
    const clock = jumpingClock(10);
    const live = new Live(optionsFor('healthy'), {
      ...silent,
      signal: stop.signal,
      clock: {
        nowNs: clock.nowNs,
        wait: async () => {
          await clock.wait(0, stop.signal);
          if (clock.waits() === 6) {
            stop.abort();
          }
        },
      },
    });
    await live.run();
    expect(live.state()).toMatchObject({ round: 0, started: '2026-11-21T10:00:00.000Z', virtualSeconds: 50 });
  });

  it('puts a faster run so far back that it ends now', async () => {
    const clock = jumpingClock(1);
    const live = new Live(optionsFor('healthy', { speed: 100 }), {
      ...silent,
      clock,
      signal: new AbortController().signal,
    });
    await live.run();
    const { started, untilSeconds } = live.state();
    const end = Date.parse(started) / 1000 + untilSeconds;
    const now = Number(clock.nowNs() / BigInt(1e9));
    expect(end).toBeLessThanOrEqual(now);
    expect(now - end).toBeLessThan(1);
    expect(live.scraped()?.at).toBeCloseTo(end, 3);
  });

  it('tells the story again with other requests, among the same services', async () => {
    const stop = new AbortController();
    const rounds = [memorySink(), memorySink()];
    let round = -1;
    const live = new Live(optionsFor('broken-propagation', { loop: true, seed: 42 }), {
      clock: jumpingClock(30),
      signal: stop.signal,
      report: (line) => {
        if (line.includes('from 20')) {
          round += 1;
        }
        if (round === 2) {
          stop.abort();
        }
      },
      sinks: [{ ...memorySink(), take: (told) => rounds[round]?.take(told) }],
    });
    await live.run();
    const idsOf = ({ spans }: Memory): ReadonlySet<string> =>
      new Set(
        spans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans.map((span) => span.traceId)))
      );
    const namesOf = ({ spans }: Memory): ReadonlySet<string> =>
      new Set(spans.map(({ resource }) => attribute(resource.attributes, 'service.name')));
    const [first, second] = rounds.map(idsOf);
    expect(first.size).toBeGreaterThan(10);
    expect(second.size).toBeGreaterThan(10);
    expect([...first].filter((id) => second.has(id))).toEqual([]);
    expect(namesOf(rounds[1])).toEqual(namesOf(rounds[0]));
  });
});
