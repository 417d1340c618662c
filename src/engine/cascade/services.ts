import { edgeOwner, type References } from './baseline';
import { degradedAt, seenEarlier } from './degraded';
import type { CallGraph } from './graph';
import { UNANSWERED } from './names-of-signals';
import { onsetOf } from './onset/onset';
import { compareSeverity, worstSeverity } from './onset/severity';
import { anomaliesOf } from './anomalies';
import type { CascadeInput, Onset, ServiceCascade, ServiceSignal, SignalSamples } from './types';
import { type Nanos, nanos } from '../units';

/** What the services of a cascade are told from. */
export interface ServiceContext {
  readonly input: CascadeInput;
  readonly graph: CallGraph;
  readonly references: References;
}

/** Onsets and anomalies of every service, by the rows of the graph. O(samples). */
export function cascadeServices(context: ServiceContext): readonly ServiceCascade[] {
  const { input, graph } = context;
  const own = new Map<string, ServiceSignal[]>();
  for (const signal of input.signals) {
    const mine = own.get(signal.service) ?? [];
    own.set(signal.service, mine);
    mine.push(signal);
  }
  const widths = new Map(input.clocks?.map(({ service, halfWidth }) => [service, halfWidth]));
  return graph.services.map((service, row) =>
    serviceOf(service, own.get(service) ?? [], row, { ...context, clock: (name) => widths.get(name) ?? nanos(0) })
  );
}

interface OneContext extends ServiceContext {
  readonly clock: (service: string) => Nanos;
}

function serviceOf(
  service: string,
  signals: readonly ServiceSignal[],
  row: number,
  context: OneContext
): ServiceCascade {
  const { input, references } = context;
  const told = new Set(signals.filter(({ signal }) => signal !== 'saturation').map(({ source }) => source));
  const ownOnsets = signals.flatMap((samples) => onset(samples, service, service, 'service', context));
  const edges = callersOnsets(row, context);
  const counted = edges.filter(
    ({ name, signal, source }) => !told.has(source) || (signal === 'errors' && name === UNANSWERED)
  );
  const onsets = [...ownOnsets, ...counted].sort((a, b) => a.at - b.at || a.high - b.high);
  const first = degradedAt(onsets);
  const anomalies = signals.flatMap((samples) => anomaliesOf(samples, references(service, samples), input.window));
  return {
    service,
    onsets,
    onset: first === undefined ? undefined : seenEarlier(first, edges),
    worst: [...onsets].sort((a, b) => compareSeverity(b.severity, a.severity) || b.evidence - a.evidence)[0],
    anomalies,
    severity: worstSeverity(onsets.map(({ severity }) => severity)),
  };
}

/** How the calls to a service changed, as those saw it that waited for it. */
function callersOnsets(row: number, context: OneContext): readonly Onset[] {
  const { graph } = context;
  return (graph.callers[row] ?? []).flatMap((at) => {
    const edge = graph.edges[at];
    return edge === undefined || edge.asynchronous === true
      ? []
      : (edge.signals ?? []).flatMap((samples) =>
          onset(samples, edgeOwner(edge.caller, edge.callee), edge.caller, 'callers', context)
        );
  });
}

function onset(
  samples: SignalSamples,
  owner: string,
  teller: string,
  seenBy: Onset['seenBy'],
  { input, references, clock }: OneContext
): readonly Onset[] {
  const reference = references(owner, samples);
  const ownClock = samples.source === 'metrics' ? nanos(0) : clock(teller);
  const found =
    reference === undefined
      ? undefined
      : onsetOf(samples, { window: input.window, reference, clock: ownClock, seenBy });
  return found === undefined ? [] : [found];
}
