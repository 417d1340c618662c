import type { Attribute, Trace } from '../../model';
import { diffEpoch, type EpochNs, nanos, type Nanos } from '../../units';
import { binned } from '../binned';
import { deviationOf } from '../onset/deviation';
import { onsetOf } from '../onset/onset';
import { stretchOf } from '../onset/stretch';
import type { ChangeEvent, ChangeKind, SignalSamples, TimeSpan } from '../types';
import { events, orderOf } from './events';

/** What changes are looked for in. */
export interface ChangeOptions {
  /** What the times of the answer are relative to. */
  readonly origin: EpochNs;
  readonly baseline: TimeSpan;
  readonly window: TimeSpan;
}

/** A fact of spans whose values change when somebody changes something. */
interface Fact {
  readonly kind: ChangeKind;
  readonly of: (trace: Trace, span: number) => string;
}

const FACTS: readonly Fact[] = [
  { kind: 'version', of: (trace, span) => textOf(trace.details.resource(span), ['service.version']) },
  {
    kind: 'error-type',
    of: (trace, span) =>
      trace.status[span] === 'error'
        ? textOf(trace.details.attributes(span), ['error.type', 'exception.type']) || (trace.statusMessage[span] ?? '')
        : '',
  },
];
const ZONES = ['cloud.availability_zone', 'topology.kubernetes.io/zone', 'k8s.node.zone'];
/** What was met less often than this is an accident. */
const LEAST_MET = 3;

/**
 * What spans tell of changes: versions and error types of a service that were not met in the baseline, and requests that
 * moved to another zone. O(spans log spans).
 */
export function changesOfTraces(traces: readonly Trace[], options: ChangeOptions): readonly ChangeEvent[] {
  return [...FACTS.flatMap((fact) => newValues(traces, fact, options)), ...movedTraffic(traces, options)];
}

interface Met {
  readonly service: string;
  readonly value: string;
  first: number;
  count: number;
}

function newValues(
  traces: readonly Trace[],
  { kind, of }: Fact,
  { origin, baseline }: ChangeOptions
): readonly ChangeEvent[] {
  const met = new Map<string, Met>();
  const before = new Map<string, string>();
  for (const trace of traces) {
    const shift = diffEpoch(trace.origin, origin);
    for (let span = 0; span < trace.size; span += 1) {
      const service = serviceOf(trace, span);
      const value = of(trace, span);
      if (service === '' || value === '') {
        continue;
      }
      const at = shift + (trace.start[span] ?? 0);
      const key = `${service}\n${value}`;
      const one = met.get(key) ?? { service, value, first: at, count: 0 };
      met.set(key, one);
      one.first = Math.min(one.first, at);
      one.count += 1;
      if (at <= baseline.to) {
        before.set(service, value);
      }
    }
  }
  return [...met.values()]
    .filter(({ first, count }) => first > baseline.to && count >= LEAST_MET)
    .map(({ service, value, first }) => ({
      kind,
      at: nanos(first),
      service,
      text: value,
      ...(kind === 'version' ? { before: before.get(service) ?? '' } : {}),
    }));
}

/** Zones that get a larger share of a service's requests than they used to. */
function movedTraffic(traces: readonly Trace[], options: ChangeOptions): readonly ChangeEvent[] {
  return [...requestsByService(traces, options.origin)].flatMap(([service, { times, zones }]) =>
    [...new Set(zones)].flatMap((zone) => {
      const at = grownSince(times, zones, zone, options);
      return at === undefined ? [] : [{ kind: 'traffic-shift' as const, at, service, text: zone }];
    })
  );
}

interface Requests {
  readonly times: number[];
  readonly zones: string[];
}

function requestsByService(traces: readonly Trace[], origin: EpochNs): ReadonlyMap<string, Requests> {
  const requests = new Map<string, Requests>();
  for (const trace of traces) {
    const shift = diffEpoch(trace.origin, origin);
    for (let span = 0; span < trace.size; span += 1) {
      const zone = trace.kind[span] === 'server' ? textOf(trace.details.resource(span), ZONES) : '';
      if (zone !== '') {
        const service = serviceOf(trace, span);
        const mine = requests.get(service) ?? { times: [], zones: [] };
        requests.set(service, mine);
        mine.times.push(shift + (trace.start[span] ?? 0));
        mine.zones.push(zone);
      }
    }
  }
  return requests;
}

/** Steps that baseline and window are cut into. */
const STEPS = 120;

/** When a zone's share of the requests began to grow. */
function grownSince(
  times: readonly number[],
  zones: readonly string[],
  zone: string,
  { baseline, window }: ChangeOptions
): Nanos | undefined {
  const went = zones.map((one) => (one === zone ? 1 : 0));
  const single = events('errors', zone, 'traces', times, went, orderOf(times));
  const span = { from: baseline.from, to: window.to };
  const step = nanos((span.to - span.from) / STEPS);
  const { values } = binned(single, span, step);
  const ends = values.map((_, row) => span.from + (row + 1) * step);
  const samples: SignalSamples = { ...single, signal: 'saturation', times: ends, values, resolution: step };
  const reference = { samples, stretch: stretchOf(samples, baseline) };
  const deviation = deviationOf(samples, reference);
  const onset = deviation && onsetOf(samples, deviation, { window, reference, clock: nanos(0), seenBy: 'service' });
  return onset?.at;
}

function serviceOf(trace: Trace, span: number): string {
  return trace.services[trace.service[span] ?? -1]?.key ?? '';
}

function textOf(attributes: readonly Attribute[], keys: readonly string[]): string {
  for (const key of keys) {
    const value = attributes.find((attribute) => attribute.key === key)?.value;
    if (typeof value === 'string' && value !== '') {
      return value;
    }
  }
  return '';
}
