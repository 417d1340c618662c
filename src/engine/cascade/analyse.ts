import { median } from 'simple-statistics';

import { type Outcome, problem, type Problem } from '../result';
import { type Nanos, nanos } from '../units';
import { referencesOf, usesOwnTime, usualTimeOf } from './baseline';
import { blastRadiusOf } from './blast-radius';
import { precedingChanges } from './changes';
import { correlationsOf } from './correlations';
import { callGraph, cyclesOf } from './graph';
import { unifyNames } from './names';
import { compareSeverity, worstSeverity } from './onset/severity';
import { degradedOf, orderOf } from './order';
import { propagationOf } from './propagation';
import { isSampled } from './sampling';
import { type ServiceContext, tellServices, type ToldServices } from './services';
import type { Cascade, CascadeInput, ServiceCascade, TimeSpan } from './types';

/** Steps that a window without regular samples is cut into. */
const STEPS = 120;
/** Steps longer than this order nothing that happens within minutes. */
const COARSE = 60e9;
const NS_PER_S = 1e9;

/**
 * Who fell first, how it spread, and how far. Pure; times are nanoseconds after the input's origin, in the time of the
 * metrics. O(samples log samples + services + edges).
 *
 * Problems: `cascade.no-signals`, nothing to judge by; `cascade.no-baseline` (count of signals), nothing is known of what
 * is usual for them; `cascade.coarse` {seconds}, the samples are too far apart to tell an order.
 */
export function analyseCascade(given: CascadeInput): Outcome<Cascade> {
  const analysing = analysingCascade(given);
  for (;;) {
    const { done, value } = analysing.next();
    if (done === true) {
      return value;
    }
  }
}

/** {@link analyseCascade} in steps, for a page that must stay quick: some services at a time. */
export function* analysingCascade(given: CascadeInput): Generator<undefined, Outcome<Cascade>> {
  const input = unifyNames(given);
  const names = input.signals.map(({ service }) => service);
  const graph = callGraph(names, input.edges);
  const step = stepOf(input);
  const { references, services, changed, unknown } = yield* tellAgainstUsual({
    input,
    graph,
    step,
    sampled: isSampled(input),
  });
  yield;
  const degraded = degradedOf(services);
  const { order, first } = orderOf(degraded, graph);
  const firstOnset = services.find(({ service }) => service === first[0])?.onset;
  return {
    result: {
      origin: input.origin,
      services: sorted(services, order.tiers.flat()),
      order,
      first,
      propagation: propagationOf(services, { input, graph, references }),
      blastRadius: blastRadiusOf(degraded, { input, graph, references }),
      changes: precedingChanges(input.changes, firstOnset),
      correlations: correlationsOf(changed, { span: wholeOf(input), step, edges: graph.edges }),
      cycles: cyclesOf(graph),
      severity: worstSeverity(services.map(({ severity }) => severity)),
    },
    problems: problemsOf(input, step, unknown),
  };
}

/**
 * Services against what is usual. Where that is the beginning of the window, a first look tells how far it goes: until
 * something began to go wrong.
 */
function* tellAgainstUsual(
  context: Omit<ServiceContext, 'references'>
): Generator<undefined, ToldServices & Pick<ServiceContext, 'references'>> {
  const { input } = context;
  const references = referencesOf(input);
  const told = yield* tellServices({ ...context, references });
  const began = usesOwnTime(input) ? beginOf(told.services) : undefined;
  if (began === undefined) {
    return { ...told, references };
  }
  yield;
  const better = referencesOf(input, began);
  return { ...(yield* tellServices({ ...context, references: better })), references: better };
}

/** When the first signal may have gone wrong; `undefined` when none did. */
function beginOf(services: readonly ServiceCascade[]): Nanos | undefined {
  const wrong = services.flatMap(({ onsets }) =>
    onsets.filter(({ severity }) => compareSeverity(severity, 'info') > 0)
  );
  return wrong.length === 0 ? undefined : nanos(wrong.reduce((least, { low }) => Math.min(least, low), Infinity));
}

/** Usual distance of regular samples, or a part of the window where there are none. */
function stepOf({ signals, window }: CascadeInput): Nanos {
  const regular = signals.flatMap(({ resolution }) => (resolution > 0 ? [resolution] : []));
  return nanos(regular.length > 0 ? median(regular) : Math.max(1, (window.to - window.from) / STEPS));
}

/** The window, and a baseline before it. */
function wholeOf(input: CascadeInput): TimeSpan {
  return { from: nanos(Math.min(input.window.from, usualTimeOf(input).from)), to: input.window.to };
}

function problemsOf({ signals }: CascadeInput, step: Nanos, unknown: number): readonly Problem[] {
  return signals.length === 0
    ? [problem('cascade.no-signals')]
    : [
        ...(unknown === 0 ? [] : [problem('cascade.no-baseline', {}, unknown)]),
        ...(step < COARSE ? [] : [problem('cascade.coarse', { seconds: Math.round(step / NS_PER_S) })]),
      ];
}

/** Those that degraded in their order, then the others as they come. */
function sorted(services: readonly ServiceCascade[], order: readonly string[]): readonly ServiceCascade[] {
  const rank = new Map(order.map((service, at) => [service, at]));
  const rankOf = ({ service }: ServiceCascade): number => rank.get(service) ?? order.length;
  return [...services].sort((a, b) => rankOf(a) - rankOf(b));
}
