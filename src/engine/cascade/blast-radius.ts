import { nanos } from '../units';
import type { References } from './baseline';
import type { CascadeContext } from './context';
import { callGraph, type CallGraph, cyclesOf } from './graph';
import { deviationOf, type Reference } from './onset/deviation';
import { effectOf } from './onset/effect';
import { severityOf } from './onset/severity';
import { type Stretch, stretchOf } from './onset/stretch';
import type { Degraded } from './interval-order';
import type { BlastRadius, CascadeInput, ServiceSignal, SignalSamples, TimeSpan } from './types';

/** A request this many standard deviations slower than usual was hit. */
const SLOW = 4.5;
/** An operation that fewer of its requests than this were hit of was not. */
const LEAST_HIT = 0.1;

/** How far it went. O(degraded + edges + samples of single requests). */
export function blastRadiusOf(
  degraded: readonly Degraded[],
  { input, graph, references }: CascadeContext
): BlastRadius {
  const names = new Set(degraded.map(({ service }) => service));
  const entryPoints = entryPointsOf(names, graph);
  const requests = input.signals.filter(({ resolution, service }) => resolution === 0 && names.has(service));
  return {
    services: [...names].sort(),
    operations: degraded.flatMap((one) =>
      requests
        .filter(({ service }) => service === one.service)
        .flatMap((samples) => hitOperations(samples, sinceOf(one, input), references))
        .filter(({ operation }, row, all) => all.findIndex((other) => other.operation === operation) === row)
    ),
    share: shareOf(
      degraded.filter(({ service }) => entryPoints.includes(service)),
      requests,
      input,
      references
    ),
    entryPoints,
  };
}

/** Services that are called by none of the others, unless they call it back: a circle is entered somewhere. */
function entryPointsOf(names: ReadonlySet<string>, graph: CallGraph): readonly string[] {
  const among = graph.edges.filter(({ caller, callee }) => names.has(caller) && names.has(callee));
  const circleOf = new Map(
    cyclesOf(callGraph([], among)).flatMap((circle, at) => circle.map((service) => [service, at] as const))
  );
  const called = new Set(
    among.flatMap(({ caller, callee }) => {
      const circle = circleOf.get(callee);
      return circle !== undefined && circle === circleOf.get(caller) ? [] : [callee];
    })
  );
  const calledCircles = new Set([...called].flatMap((service) => circleOf.get(service) ?? []));
  return [...names].filter((name) => !called.has(name) && !calledCircles.has(circleOf.get(name) ?? -1)).sort();
}

/** From its onset to the end of its worst signal's trouble. */
function sinceOf({ onset, worst }: Degraded, { window }: CascadeInput): TimeSpan {
  return { from: onset.low, to: worst?.until ?? window.to };
}

function hitOperations(samples: ServiceSignal, since: TimeSpan, references: References): BlastRadius['operations'] {
  const reference = references(samples.service, samples);
  return (samples.operations ?? []).flatMap(({ name, role }, operation) => {
    const own = ofOperation(samples, operation);
    const usual = ofOperation(reference.samples, operationIn(reference.samples, name, role));
    return role === 'served' && isHit(own, usual, reference, since)
      ? [{ service: samples.service, operation: name }]
      : [];
  });
}

function operationIn({ operations }: SignalSamples, wanted: string, of: string): number {
  return operations?.findIndex(({ name, role }) => name === wanted && role === of) ?? -1;
}

function ofOperation(samples: SignalSamples, operation: number): SignalSamples {
  const holds = (_: number, row: number): boolean => samples.operation?.[row] === operation;
  return { ...samples, times: samples.times.filter(holds), values: samples.values.filter(holds) };
}

function isHit(own: SignalSamples, usual: SignalSamples, { samples, stretch }: Reference, since: TimeSpan): boolean {
  const there = stretchOf(own, since);
  const from = (samples.times[stretch.first] ?? 0) - 1;
  const to = samples.times[stretch.last - 1] ?? 0;
  const before = stretchOf(usual, { from: nanos(from), to: nanos(to) });
  if (there.last === there.first || before.last === before.first) {
    return false;
  }
  const effect = effectOf(own, { samples: usual, stretch: before }, there, LEAST_HIT);
  return severityOf(own, effect) !== 'info';
}

/** Of the requests that came in while it lasted, those that were slow or failed; metrics only tell the latter. */
function shareOf(
  entries: readonly Degraded[],
  requests: readonly ServiceSignal[],
  input: CascadeInput,
  references: References
): number | undefined {
  const bad = entries.flatMap((entry) =>
    hitRequests(
      requests.filter(({ service, name }) => service === entry.service && name === ''),
      sinceOf(entry, input),
      references
    )
  );
  return bad.length > 0 ? bad.filter((one) => one).length / bad.length : countedShare(entries, input);
}

/** Failed requests among those that were counted, over all entry points. */
function countedShare(entries: readonly Degraded[], input: CascadeInput): number | undefined {
  let all = 0;
  let failed = 0;
  for (const entry of entries) {
    const errors = input.signals.find(
      ({ service, signal, counts }) => service === entry.service && signal === 'errors' && counts !== undefined
    );
    const { first, last } = errors === undefined ? NOTHING : stretchOf(errors, sinceOf(entry, input));
    for (let row = first; row < last; row += 1) {
      const count = errors?.counts?.[row] ?? NaN;
      const value = errors?.values[row] ?? NaN;
      all += count > 0 && !Number.isNaN(value) ? count : 0;
      failed += count > 0 && !Number.isNaN(value) ? count * value : 0;
    }
  }
  return all > 0 ? failed / all : undefined;
}

const NOTHING: Stretch = { first: 0, last: 0 };

/** Of each request whether it was hit: rows of latency and errors of one service are the same requests. */
function hitRequests(signals: readonly ServiceSignal[], since: TimeSpan, references: References): readonly boolean[] {
  const latency = signals.find(({ signal }) => signal === 'latency');
  const errors = signals.find(({ signal }) => signal === 'errors');
  if (latency === undefined) {
    return [];
  }
  const deviation = deviationOf(latency, references(latency.service, latency));
  const { first, last } = stretchOf(latency, since);
  return Array.from(
    { length: last - first },
    (_, row) => (deviation?.z[first + row] ?? 0) > SLOW || (errors?.values[first + row] ?? 0) > 0
  );
}
