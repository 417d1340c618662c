import { Collector, spanLink } from './collect';
import type { Stream } from './stream';
import type { Call, Walk } from './visits';

const NS_PER_MS = 1e6;

/** Times are compared by ratio; below a millisecond they are all "at once". */
function logMs(length: number): number {
  return Math.log1p(length / NS_PER_MS);
}

function msOf(value: number): number {
  return Math.round(Math.expm1(value) * 1000) / 1000;
}

/**
 * Time of each call that neither side spent: the client span's length less the server span's. A slow network, a full
 * accept queue and a process that gets no CPU show here, whatever the callee's own spans say.
 */
export function gapStreams(incident: Walk, baseline: Walk): readonly Stream[] {
  return callStreams(incident, baseline, 'gap', ({ gap }) => gap);
}

/** Time of each call to something without spans of its own, which includes the way there and back. */
export function replyStreams(incident: Walk, baseline: Walk): readonly Stream[] {
  return callStreams(incident, baseline, 'reply', ({ isSilent, length }) => (isSilent ? length : undefined));
}

function callStreams(
  incident: Walk,
  baseline: Walk,
  signal: 'gap' | 'reply',
  lengthOf: (call: Call) => number | undefined
): readonly Stream[] {
  const collector = new Collector();
  const placeOf = ({ caller, callee }: Call): Stream['place'] => ({ service: callee, edge: { caller, callee } });
  const nameOf = ({ caller, callee, operation, isSilent }: Call): string =>
    `${caller}\n${callee}\n${isSilent ? operation : ''}`;
  for (const call of baseline.calls) {
    const length = lengthOf(call);
    if (length !== undefined) {
      collector.addBaseline(nameOf(call), placeOf(call), logMs(length));
    }
  }
  for (const call of incident.calls) {
    const length = lengthOf(call);
    if (length !== undefined) {
      collector.add(nameOf(call), placeOf(call), call.start, logMs(length), spanLink(call.trace, call.row, call.start));
    }
  }
  return collector.streams(({ edge, service }) => ({
    signal,
    shape: 'level',
    bothWays: false,
    weight: 1,
    inheritable: true,
    tell: (usual, now) => ({
      key: `suspect.${signal}`,
      params: { caller: edge?.caller ?? '', callee: service, usualMs: msOf(usual), nowMs: msOf(now) },
    }),
  }));
}

/** Time that each visit spent in the service itself, by operation. */
export function selfStreams(incident: Walk, baseline: Walk): readonly Stream[] {
  const collector = new Collector();
  for (const { service, operation, self } of baseline.visits) {
    collector.addBaseline(`${service}\n${operation}`, { service, operation }, logMs(self));
  }
  for (const { trace, entry, service, operation, start, self } of incident.visits) {
    const link = spanLink(trace, entry, start);
    collector.add(`${service}\n${operation}`, { service, operation }, start, logMs(self), link);
  }
  return collector.streams(({ service, operation = '' }) => ({
    signal: 'self',
    shape: 'level',
    bothWays: false,
    weight: 1,
    inheritable: true,
    tell: (usual, now) => ({
      key: 'suspect.self',
      params: { service, operation, usualMs: msOf(usual), nowMs: msOf(now) },
    }),
  }));
}
