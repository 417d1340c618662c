import { Collector, spanLink } from './collect';
import type { Stream } from './stream';
import type { Stay, Visit, Walk } from './visits';

/** Requests of each operation that failed although nothing they called did: those are excused. */
export function failureStreams(incident: Walk, baseline: Walk, excused: ReadonlySet<Stay>): readonly Stream[] {
  const collector = new Collector();
  const valueOf = (visit: Visit): number => (visit.failed && !excused.has(visit) ? 1 : 0);
  for (const visit of baseline.visits) {
    const { service, operation } = visit;
    collector.addBaseline(`${service}\n${operation}`, { service, operation }, valueOf(visit));
  }
  for (const visit of incident.visits) {
    const { trace, entry, service, operation, start } = visit;
    const value = valueOf(visit);
    collector.add(`${service}\n${operation}`, { service, operation }, start, value, spanLink(trace, entry, start));
  }
  return collector.streams(({ service, operation = '' }) => ({
    signal: 'failures',
    shape: 'share',
    bothWays: false,
    weight: 1,
    inheritable: true,
    tell: (usual, now) => ({ key: 'suspect.failures', params: { service, operation, usual, now } }),
  }));
}

/** Calls that failed for the caller while the callee told of no failure, or told nothing: it was not reached, or too slow. */
export function failedCallStreams(incident: Walk, baseline: Walk): readonly Stream[] {
  const collector = new Collector();
  for (const { caller, callee, failed } of baseline.calls) {
    collector.addBaseline(`${caller}\n${callee}`, { service: callee, edge: { caller, callee } }, failed ? 1 : 0);
  }
  for (const { trace, row, caller, callee, start, failed } of incident.calls) {
    const place = { service: callee, edge: { caller, callee } };
    collector.add(`${caller}\n${callee}`, place, start, failed ? 1 : 0, spanLink(trace, row, start));
  }
  return collector.streams(({ service, edge }) => ({
    signal: 'calls',
    shape: 'share',
    bothWays: false,
    weight: 1,
    inheritable: true,
    tell: (usual, now) => ({
      key: 'suspect.calls',
      params: { caller: edge?.caller ?? '', callee: service, usual, now },
    }),
  }));
}
