import { median } from 'simple-statistics';

import { NO_PARENT } from '../../model';
import { Collector, spanLink } from './collect';
import type { Stream } from './stream';
import type { Call, Walk } from './visits';

const NS_PER_MS = 1e6;
/** A tenth of what a request takes from end to end, more or less, is nobody's fault. */
const FLOOR_SHARE = 0.1;
/** Clocks of some languages tick by the millisecond. */
const LEAST_FLOOR = 1e6;

/** Times are compared by ratio above a floor: 12 ms instead of 4 are as good as equal where requests take 100. */
class Scale {
  public constructor(private readonly floor: number) {}

  public logOf(length: number): number {
    return Math.log((length + this.floor) / NS_PER_MS);
  }

  public msOf(value: number): number {
    return Math.max(0, Math.round((Math.exp(value) - this.floor / NS_PER_MS) * 1000) / 1000);
  }
}

/** The floor comes from the requests that nobody in sight called, of the good time where there is one. */
function scaleOf(incident: Walk, baseline: Walk): Scale {
  const known = baseline.visits.length > 0 ? baseline : incident;
  const lengths = known.visits
    .filter(({ trace, entry }) => trace.parent[entry] === NO_PARENT)
    .map(({ length }) => length);
  return new Scale(Math.max(LEAST_FLOOR, lengths.length === 0 ? 0 : FLOOR_SHARE * median(lengths)));
}

/** All streams of times: of calls on their way, of calls to what has no spans, and of services themselves. */
export function timingStreams(incident: Walk, baseline: Walk): readonly Stream[] {
  const scale = scaleOf(incident, baseline);
  return [
    ...gapStreams(incident, baseline, scale),
    ...replyStreams(incident, baseline, scale),
    ...selfStreams(incident, baseline, scale),
  ];
}

/**
 * Time of each call that neither side spent: the client span's length less the server span's. A slow network, a full
 * accept queue and a process that gets no CPU show here, whatever the callee's own spans say.
 */
function gapStreams(incident: Walk, baseline: Walk, scale: Scale): readonly Stream[] {
  return callStreams(incident, baseline, scale, 'gap', ({ gap }) => gap);
}

/** Time of each call to something without spans of its own, which includes the way there and back. */
function replyStreams(incident: Walk, baseline: Walk, scale: Scale): readonly Stream[] {
  return callStreams(incident, baseline, scale, 'reply', ({ isSilent, length }) => (isSilent ? length : undefined));
}

function callStreams(
  incident: Walk,
  baseline: Walk,
  scale: Scale,
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
      collector.addBaseline(nameOf(call), placeOf(call), scale.logOf(length));
    }
  }
  for (const call of incident.calls) {
    const length = lengthOf(call);
    if (length !== undefined) {
      collector.add(
        nameOf(call),
        placeOf(call),
        call.start,
        scale.logOf(length),
        spanLink(call.trace, call.row, call.start)
      );
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
      params: { caller: edge?.caller ?? '', callee: service, usualMs: scale.msOf(usual), nowMs: scale.msOf(now) },
    }),
  }));
}

/** Time that each visit spent in the service itself, by operation. */
function selfStreams(incident: Walk, baseline: Walk, scale: Scale): readonly Stream[] {
  const collector = new Collector();
  for (const { service, operation, self } of baseline.visits) {
    collector.addBaseline(`${service}\n${operation}`, { service, operation }, scale.logOf(self));
  }
  for (const { trace, entry, service, operation, start, self } of incident.visits) {
    const link = spanLink(trace, entry, start);
    collector.add(`${service}\n${operation}`, { service, operation }, start, scale.logOf(self), link);
  }
  return collector.streams(({ service, operation = '' }) => ({
    signal: 'self',
    shape: 'level',
    bothWays: false,
    weight: 1,
    inheritable: true,
    tell: (usual, now) => ({
      key: 'suspect.self',
      params: { service, operation, usualMs: scale.msOf(usual), nowMs: scale.msOf(now) },
    }),
  }));
}
