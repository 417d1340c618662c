import type { Outcome } from '../../result';
import { diffEpoch } from '../../units';
import { finish, type Steps } from '../../steps';
import { LIMITS_LANE, OUTLIER_LANE } from '../conventions/convention';
import { type AnalysisWindow, collectingEdges, inferringBreakers } from '../inference';
import { loggedBreakers } from '../logs/logged';
import { processFinder } from '../logs/process';
import { type Sighting, sightings } from '../logs/sightings';
import { measuringBreakers } from '../measured/measured';
import { resilienceFindings } from '../resilience';
import { missingBreakers, settingFindings } from '../shadow';
import type { Breaker, BreakerFinding, BreakerIdentity, BreakerInput, BreakerOptions, Breakers } from '../types';
import { associate, isSameBreaker, type KnownEdge, plainName } from './associate';
import { disagreements, knownShare } from './disagree';
import { refine } from './refine';
import { byTrouble, openFindings } from './trouble';

/** A lane that knows its state for less of the window does not silence an inferred one. */
const SPEAKS_FOR_ITSELF = 0.5;

/**
 * All that series, log lines and spans tell of circuit breakers, and what one would have done where there is none. What is
 * measured beats what is inferred; where they disagree the measured lane says so. Yields often, so that a page can draw in
 * between.
 *
 * Problems: `breaker.lines-mixed` {name, caller}, and those of inference.
 */
export function* analysingBreakers(input: BreakerInput, options: BreakerOptions = {}): Steps<Breakers> {
  const { window, series, lines, traces } = input;
  const context: AnalysisWindow = { origin: window.start, end: diffEpoch(window.end, window.start) };
  const sampled = [...(input.measured ?? []), ...(yield* measuringBreakers(series, window, options))];
  const told = sightings(lines, window, options.patterns, processFinder(traces));
  yield;
  const edges = yield* collectingEdges(traces, context);
  yield;
  const named = namer(servicesOf(input), edges);
  const { result: measured, problems: lost } = withLogs(sampled.map(named), told.map(named), context);
  const inferred = yield* inferringBreakers(edges, context);
  yield;
  const known = [
    ...measured.map((breaker) => contradicted(breaker, inferred.result)),
    ...unspoken(inferred.result, measured),
  ];
  // A limit of concurrency neither opens on failures nor can be set to.
  const breakers = known.filter(({ identity }) => identity.name !== LIMITS_LANE);
  const missing = missingBreakers(edges, breakers, context, options.shadow);
  yield;
  const settings = settingFindings(breakers, edges, context);
  yield;
  const resilience = resilienceFindings({ edges, series }, context);
  yield;
  const findings = [...openFindings(known, window.start), ...settings, ...missing.findings, ...resilience];
  return {
    origin: window.start,
    end: context.end,
    breakers: byTrouble([...known, ...missing.breakers]),
    findings: bySeverity(findings),
    problems: [...lost, ...inferred.problems],
  };
}

/** {@link analysingBreakers} in one go. */
export function analyseBreakers(input: BreakerInput, options: BreakerOptions = {}): Breakers {
  return finish(analysingBreakers(input, options));
}

function servicesOf({ series, lines, traces }: BreakerInput): ReadonlySet<string> {
  const services = [
    ...traces.flatMap((trace) => trace.services),
    ...lines.flatMap((table) => table.services),
    ...series.map(({ service }) => service),
  ];
  return new Set(services.flatMap(({ key }) => (key === '' ? [] : [key])));
}

/** Gives identities their services; each one is looked up once. */
function namer(
  services: ReadonlySet<string>,
  edges: readonly KnownEdge[]
): <T extends { readonly identity: BreakerIdentity }>(owner: T) => T {
  const seen = new Map<string, BreakerIdentity>();
  return (owner) => {
    const { name, caller, callee, instance } = owner.identity;
    const key = JSON.stringify([name, caller, callee, instance]);
    const identity = seen.get(key) ?? associate(owner.identity, services, edges);
    seen.set(key, identity);
    return { ...owner, identity };
  };
}

/** Sampled lanes with the moments that lines tell, and lanes of those that only lines tell of. */
function withLogs(
  sampled: readonly Breaker[],
  told: readonly Sighting[],
  { end }: AnalysisWindow
): Outcome<readonly Breaker[]> {
  const byName = new Map<string, Sighting[]>();
  for (const line of told) {
    const key = plainName(line.identity.name);
    const same = byName.get(key) ?? [];
    byName.set(key, same);
    same.push(line);
  }
  const own = ({ identity }: Breaker): readonly Sighting[] =>
    (byName.get(plainName(identity.name)) ?? []).filter((line) => isSameBreaker(line.identity, identity));
  const used = new Set(sampled.flatMap(own));
  const rest = told.filter((line) => !used.has(line));
  const { result, problems } = loggedBreakers(rest, end);
  return { result: [...sampled.map((breaker) => refine(breaker, own(breaker))), ...result], problems };
}

/** The same lane with what inference says otherwise. */
function contradicted(breaker: Breaker, inferred: readonly Breaker[]): Breaker {
  const others = inferred.filter((other) => isOfEdge(breaker, other));
  const found = others.flatMap((other) => disagreements(breaker, other));
  return found.length === 0 ? breaker : { ...breaker, disagreements: [...breaker.disagreements, ...found] };
}

/** Inferred lanes of edges for which nothing measured speaks. */
function unspoken(inferred: readonly Breaker[], measured: readonly Breaker[]): readonly Breaker[] {
  const speaking = measured.filter((breaker) => knownShare(breaker) >= SPEAKS_FOR_ITSELF);
  return inferred.filter((breaker) => !speaking.some((other) => isOfEdge(other, breaker)));
}

/** Whether both guard the same calls. A mesh's limits are not the application's breaker. */
function isOfEdge(measured: Breaker, inferred: Breaker): boolean {
  const { name, caller, callee } = measured.identity;
  const isMesh = name === LIMITS_LANE || name === OUTLIER_LANE;
  return !isMesh && callee !== undefined && caller === inferred.identity.caller && callee === inferred.identity.callee;
}

const SEVERITIES = ['critical', 'warning', 'info'] as const;

function bySeverity(findings: readonly BreakerFinding[]): readonly BreakerFinding[] {
  return [...findings].sort(
    (a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) || b.confidence - a.confidence
  );
}
