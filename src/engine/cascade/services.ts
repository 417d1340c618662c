import { type Nanos, nanos } from '../units';
import { anomaliesOf } from './anomalies';
import { edgeOwner } from './baseline';
import type { CascadeContext } from './context';
import type { Changed } from './correlations';
import { degradedAt, seenEarlier } from './degraded';
import { SELF_TIME, UNANSWERED } from './names-of-signals';
import { deviationOf } from './onset/deviation';
import { onsetOf } from './onset/onset';
import { compareSeverity, worstSeverity } from './onset/severity';
import { isSilentSince } from './silence';
import type { Onset, ServiceCascade, ServiceClock, ServiceSignal, SignalAnomaly, SignalSamples } from './types';

/** What the services of a cascade are told from. */
export interface ServiceContext extends CascadeContext {
  /** Single requests are counted in steps of this length. */
  readonly step: Nanos;
  /** Traces are of some requests only. */
  readonly sampled: boolean;
}

/** What is told of the services. */
export interface ToldServices {
  /** By the rows of the graph. */
  readonly services: readonly ServiceCascade[];
  /** Signals that left what is usual, the one with most evidence of each kind and service. */
  readonly changed: readonly Changed[];
  /** Signals that too little is known of to tell what is usual. */
  readonly unknown: number;
}

/** Services that are told between two pauses. */
const SERVICES_A_STEP = 10;

/** Onsets and anomalies of every service, in steps, so that a page stays quick. O(samples log samples). */
export function* tellServices(context: ServiceContext): Generator<undefined, ToldServices> {
  const { input, graph } = context;
  const own = new Map<string, ServiceSignal[]>();
  for (const signal of input.signals) {
    const mine = own.get(signal.service) ?? [];
    own.set(signal.service, mine);
    mine.push(signal);
  }
  const clocks = new Map(input.clocks?.map((clock) => [clock.service, clock]));
  const told: Array<ReturnType<typeof serviceOf>> = [];
  for (const [row, service] of graph.services.entries()) {
    told.push(serviceOf(service, own.get(service) ?? [], row, { ...context, clocks }));
    if (row % SERVICES_A_STEP === SERVICES_A_STEP - 1) {
      yield;
    }
  }
  return {
    services: told.map(({ cascade }) => cascade),
    changed: told.flatMap(({ changed }) => changed),
    unknown: told.reduce((sum, { unknown }) => sum + unknown, 0),
  };
}

interface OneContext extends ServiceContext {
  readonly clocks: ReadonlyMap<string, ServiceClock>;
}

interface Judged {
  readonly samples: SignalSamples;
  /** It is known what is usual. */
  readonly known: boolean;
  readonly onset: Onset | undefined;
  readonly anomalies: readonly SignalAnomaly[];
}

interface Told {
  readonly cascade: ServiceCascade;
  readonly changed: readonly Changed[];
  readonly unknown: number;
}

function serviceOf(service: string, signals: readonly ServiceSignal[], row: number, context: OneContext): Told {
  const sources = new Set(signals.filter(({ signal }) => signal !== 'saturation').map(({ source }) => source));
  const own = signals.map((samples) => judged(samples, service, service, samples.seenBy ?? 'service', context));
  const seen = seenByCallers(row, context);
  const counted = seen.filter(
    ({ samples: { name, signal, source }, onset }) =>
      !sources.has(source) ||
      (signal === 'errors' &&
        (name === UNANSWERED || (onset !== undefined && isSilentSince(signals, onset, context.input.window))))
  );
  const all = [...own, ...counted];
  const onsets = all.flatMap(({ onset }) => onset ?? []).sort((a, b) => a.at - b.at || a.high - b.high);
  const first = degradedAt(onsets);
  const worst = [...onsets].sort((a, b) => compareSeverity(b.severity, a.severity) || b.evidence - a.evidence)[0];
  return {
    cascade: {
      service,
      onsets,
      onset:
        first === undefined
          ? undefined
          : seenEarlier(
              first,
              seen.flatMap(({ onset }) => onset ?? [])
            ),
      worst,
      anomalies: all.flatMap(({ anomalies }) => anomalies),
      severity: worstSeverity(onsets.map(({ severity }) => severity)),
    },
    changed: strongestOfKinds(service, all),
    unknown: own.filter(({ known }) => !known).length,
  };
}

/** How the calls to a service went, as those saw it that waited for it. */
function seenByCallers(row: number, context: OneContext): readonly Judged[] {
  const { graph } = context;
  return (graph.callers[row] ?? []).flatMap((at) => {
    const edge = graph.edges[at];
    return edge === undefined || edge.asynchronous === true
      ? []
      : (edge.signals ?? []).map((samples) =>
          judged(samples, edgeOwner(edge.caller, edge.callee), edge.caller, 'callers', context)
        );
  });
}

/** @param teller - the service by whose clock the samples are */
function judged(
  samples: SignalSamples,
  owner: string,
  teller: string,
  seenBy: Onset['seenBy'],
  { input: { window }, references, clocks, step, sampled }: OneContext
): Judged {
  const reference = references(owner, samples);
  const clock = samples.source === 'metrics' ? undefined : clocks.get(teller);
  const deviation = deviationOf(samples, reference);
  const onset =
    deviation &&
    onsetOf(samples, deviation, { window, reference, clock: clock?.halfWidth ?? nanos(0), seenBy, sampled });
  return {
    samples,
    known: deviation !== undefined && reference.stretch.last > reference.stretch.first,
    onset: onset === undefined ? undefined : moved(onset, clock?.offset ?? nanos(0)),
    anomalies: anomaliesOf(samples, deviation, { window, reference, step }),
  };
}

/** By the common clock. */
function moved(onset: Onset, ahead: Nanos): Onset {
  return ahead === 0
    ? onset
    : { ...onset, low: nanos(onset.low - ahead), at: nanos(onset.at - ahead), high: nanos(onset.high - ahead) };
}

function strongestOfKinds(service: string, all: readonly Judged[]): readonly Changed[] {
  const strongest = new Map<string, Judged>();
  for (const one of all) {
    const known = strongest.get(one.samples.signal);
    const isStronger = one.onset !== undefined && one.onset.evidence > (known?.onset?.evidence ?? 0);
    if (isStronger && one.samples.name !== SELF_TIME) {
      strongest.set(one.samples.signal, one);
    }
  }
  return [...strongest.values()].map(({ samples }) => ({ service, samples }));
}
