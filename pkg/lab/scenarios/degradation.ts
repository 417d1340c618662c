import type { SpreadTruth } from '../incident';
import { type LevelSample, NS_PER_MS, NS_PER_S, type SpanRecord } from '../simulation';
import type { Vocabulary } from '../topology';
import { groupBy } from './grouping';
import type { Run, Told } from './scenario';

/** Slower than the slowest healthy request by a tenth is slow. */
const BEYOND = 1.1;
/** So many slow or failing requests within so long are no accident. */
const CONFIRMING = 3;
const CONFIRM_NS = 10 * NS_PER_S;
/** Below this share of its requests after the first one a service has seen a few odd requests, and not the incident. */
const LEAST_SHARE = 0.05;
const SHARE_NS = 60 * NS_PER_S;
/** What a level must rise by, beyond its healthiest, to be more than usual. */
const RISE: Readonly<Record<LevelSample['name'], number>> = {
  'waiting requests': 2,
  'waiting for connections': 2,
  memory: 30,
  busy: 0.15,
};
const SCRAPE_NS = 5 * NS_PER_S;
const MORE_TRAFFIC = 1.5;
const LESS_TRAFFIC = 0.6;

/** One request as its service is measured by. */
interface Served {
  readonly service: string;
  readonly operation: string;
  readonly start: number;
  readonly end: number;
  readonly failed: boolean;
}

type Times = Record<string, number>;

/** Who was hit, when, by which signal, and along which calls it went on. */
type Degradation = Required<Pick<Told, 'onsets' | 'signals' | 'blastRadius' | 'spread'>>;

/**
 * Tells from what happened when each service had its first slow or failing request, against its own requests of before the
 * fault. A service is measured by its server and consumer spans; a silent peer and a store by the client spans of those who
 * ask them. Slow is slower than every healthy request of the same operation; two more must follow within ten seconds.
 */
export function degradation({ spans, levels, plan, words }: Run): Degradation {
  const onset = plan.onsetMs * NS_PER_MS;
  const served = spans.flatMap((span) => servedBy(span, words));
  const services = groupBy(served, ({ service }) => service);
  const signals: Record<string, Times> = {};
  const onsets: Times = {};
  for (const [service, requests] of services) {
    const slow = affected(requests, onset, slowest(requests, onset));
    const failing = affected(requests, onset, ({ failed }) => failed);
    const times = { latency: firstOf(requests, slow), errors: firstOf(requests, failing) };
    const known = defined({
      ...times,
      traffic: trafficOnset(requests, onset, plan.load.untilMs * NS_PER_MS),
      saturation: levelOnset(
        levels.filter((level) => level.service === service),
        onset
      ),
    });
    const first = Math.min(times.latency ?? Infinity, times.errors ?? Infinity);
    if (first < Infinity) {
      onsets[service] = first;
    }
    if (Object.keys(known).length > 0) {
      signals[service] = known;
    }
  }
  const ordered = Object.fromEntries(Object.entries(onsets).sort((a, b) => a[1] - b[1]));
  return { onsets: ordered, signals, blastRadius: Object.keys(ordered), spread: spreadAlong(spans, signals, words) };
}

function servedBy(span: SpanRecord, words: Vocabulary): readonly Served[] {
  const { kind, peer, name, start, end, failure } = span;
  const silent = kind === 'client' && (peer?.connection === 'virtual_node' || peer?.connection === 'database');
  if (!silent && kind !== 'server' && kind !== 'consumer') {
    return [];
  }
  const service = silent && peer !== undefined ? words.name(peer.role) : span.instance.service;
  return [{ service, operation: name, start, end, failed: failure !== undefined }];
}

/** A test for being slower than every request of the same operation (of any, for a new one) that had ended before the fault. */
function slowest(requests: readonly Served[], onset: number): (request: Served) => boolean {
  const limits = new Map<string, number>();
  for (const { operation, start, end } of requests) {
    if (end < onset) {
      limits.set(operation, Math.max(limits.get(operation) ?? 0, end - start));
    }
  }
  const known = Math.max(0, ...limits.values());
  return ({ operation, start, end }) => end - start > BEYOND * (limits.get(operation) ?? known);
}

/** Those for which the test holds after the fault, by their ends. */
function affected(requests: readonly Served[], onset: number, test: (request: Served) => boolean): readonly number[] {
  return requests.flatMap((request) => (request.end >= onset && test(request) ? [request.end] : [])).sort(ascending);
}

/** The first of the times that others soon follow, if many enough follow. */
function firstOf(requests: readonly Served[], times: readonly number[]): number | undefined {
  const first = times.find((time, row) => (times[row + CONFIRMING - 1] ?? Infinity) - time <= CONFIRM_NS);
  if (first === undefined) {
    return undefined;
  }
  const soon = (time: number): boolean => time >= first && time < first + SHARE_NS;
  const all = requests.filter(({ end }) => soon(end)).length;
  return times.filter(soon).length >= LEAST_SHARE * all ? first : undefined;
}

/** The first scrape whose level is beyond all healthy ones, and the next one is too. */
function levelOnset(samples: readonly LevelSample[], onset: number): number | undefined {
  const times: number[] = [];
  for (const [name, rows] of groupBy(samples, (sample) => sample.name)) {
    const healthy = Math.max(0, ...rows.filter(({ time }) => time < onset).map(({ value }) => value));
    const beyond = ({ value }: LevelSample): boolean => value > healthy + RISE[name];
    const found = rows.find((row, i) => row.time >= onset && beyond(row) && rows.slice(i + 1, i + 2).every(beyond));
    times.push(found?.time ?? Infinity);
  }
  const first = Math.min(...times);
  return first < Infinity ? first : undefined;
}

/** The first scrape that finds far more or fewer requests than any healthy one, and the next one does too. */
function trafficOnset(requests: readonly Served[], onset: number, last: number): number | undefined {
  const counts = Array.from({ length: Math.floor(last / SCRAPE_NS) }, () => 0);
  for (const { end } of requests) {
    const bin = Math.floor(end / SCRAPE_NS);
    if (bin < counts.length) {
      counts[bin] += 1;
    }
  }
  const onsetBin = Math.floor(onset / SCRAPE_NS);
  const healthy = counts.slice(1, onsetBin);
  const most = Math.max(...healthy) * MORE_TRAFFIC;
  const least = Math.min(...healthy) * LESS_TRAFFIC;
  const odd = (bin: number): boolean => counts[bin] > most || counts[bin] < least;
  const found = counts.findIndex((_, bin) => bin >= onsetBin && bin + 1 < counts.length && odd(bin) && odd(bin + 1));
  return found < 0 ? undefined : (found + 1) * SCRAPE_NS;
}

/** Calls whose callee had it first, or at once, and whose caller has it too. */
function spreadAlong(
  spans: readonly SpanRecord[],
  signals: Readonly<Record<string, Times>>,
  words: Vocabulary
): readonly SpreadTruth[] {
  const found = new Map<string, SpreadTruth & { readonly at: number }>();
  for (const [caller, callee] of callsIn(spans, words)) {
    for (const kind of ['latency', 'errors'] as const) {
      const [above, below] = [signals[caller]?.[kind], signals[callee]?.[kind]];
      if (above !== undefined && below !== undefined && below <= above + NS_PER_S) {
        found.set(`${caller} ${callee} ${kind}`, { from: callee, to: caller, kind, at: above });
      }
    }
  }
  return [...found.values()].sort((a, b) => a.at - b.at).map(({ from, to, kind }) => ({ from, to, kind }));
}

/** Caller and callee of every call, each pair once. */
function callsIn(spans: readonly SpanRecord[], words: Vocabulary): ReadonlyArray<readonly [string, string]> {
  const pairs = new Map<string, readonly [string, string]>();
  for (const { instance, caller, peer, kind } of spans) {
    const ends: readonly [string, string] | undefined =
      caller !== undefined
        ? [caller.instance.service, instance.service]
        : kind === 'client' && peer !== undefined
          ? [instance.service, words.name(peer.role)]
          : undefined;
    if (ends !== undefined) {
      pairs.set(ends.join(' '), ends);
    }
  }
  return [...pairs.values()];
}

function defined(times: Readonly<Record<string, number | undefined>>): Times {
  return Object.fromEntries(
    Object.entries(times).flatMap(([name, time]) => (time === undefined ? [] : [[name, time] as const]))
  );
}

function ascending(a: number, b: number): number {
  return a - b;
}
