import type { Attribute, Trace } from '../../model';
import { maskLine } from '../../suspects/templates';
import { diffEpoch, type EpochNs, nanos, type Nanos } from '../../units';
import { binned } from '../binned';
import { deviationOf } from '../onset/deviation';
import { onsetOf } from '../onset/onset';
import { stretchOf } from '../onset/stretch';
import type { ChangeEvent, ChangeKind, SignalSamples, TimeSpan } from '../types';
import { events, orderOf } from './events';
import { Novelty } from './novelty';

/** What changes are looked for in. */
export interface ChangeOptions {
  /** What the times of the answer are relative to. */
  readonly origin: EpochNs;
  /** What is usual of the shares of zones; nothing else needs it. */
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
  { kind: 'error-type', of: (trace, span) => (trace.status[span] === 'error' ? errorOf(trace, span) : '') },
];
const ERROR_TYPES = ['exception.type', 'error.type'];
const ZONES = ['cloud.availability_zone', 'topology.kubernetes.io/zone', 'k8s.node.zone'];

/** What failed, as the span names it; its message says so too, but for what varies from one request to the next. */
function errorOf({ details, statusMessage }: Trace, span: number): string {
  return (
    textOf(
      details.events(span).flatMap(({ attributes }) => attributes),
      ERROR_TYPES
    ) ||
    textOf(details.attributes(span), ERROR_TYPES) ||
    maskLine(statusMessage[span] ?? '', '').trim()
  );
}

/**
 * What spans tell of changes: versions and error types that a service had not shown before, and requests that moved to
 * another zone. O(spans log spans).
 */
export function changesOfTraces(traces: readonly Trace[], options: ChangeOptions): readonly ChangeEvent[] {
  return [...FACTS.flatMap((fact) => newValues(traces, fact, options)), ...movedTraffic(traces, options)];
}

function newValues(
  traces: readonly Trace[],
  { kind, of }: Fact,
  { origin }: Pick<ChangeOptions, 'origin'>
): readonly ChangeEvent[] {
  const novelty = new Novelty();
  for (const trace of traces) {
    const shift = diffEpoch(trace.origin, origin);
    for (let span = 0; span < trace.size; span += 1) {
      const service = serviceOf(trace, span);
      const value = of(trace, span);
      const at = shift + (trace.start[span] ?? 0);
      if (service === '' || value === '') {
        novelty.see(at);
      } else {
        novelty.meet(service, value, at);
      }
    }
  }
  return novelty.found().map(({ service, value, first }) => {
    const before = kind === 'version' ? novelty.lastBefore(service, first) : '';
    return { kind, at: nanos(first), service, text: value, ...(before === '' ? {} : { before }) };
  });
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
  const onset =
    deviation && onsetOf(samples, deviation, { window, reference, clock: nanos(0), seenBy: 'service', sampled: false });
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
