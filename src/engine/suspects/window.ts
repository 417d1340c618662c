import { addNanos, diffEpoch, epochNs, type EpochNs, epochNsFromMs, nanos } from '../units';
import type { Window } from './onset';
import type { Telemetry } from './types';

/** The earliest moment that anything tells of; 0 for nothing. */
export function originOf(telemetry: Telemetry): EpochNs {
  const times = [...requestTimes(telemetry), ...seriesTimes(telemetry)];
  return times.reduce((first, time) => (time < first ? time : first), times[0] ?? epochNs(BigInt(0)));
}

/** Where an onset may be: the time of traces and lines; metrics alone decide where there are neither. */
export function windowOf(telemetry: Telemetry, origin: EpochNs): Window {
  const requests = requestTimes(telemetry);
  const times: readonly number[] = (requests.length > 0 ? requests : seriesTimes(telemetry)).map((time) =>
    diffEpoch(time, origin)
  );
  return {
    from: times.reduce((a, b) => Math.min(a, b), times[0] ?? 0),
    to: times.reduce((a, b) => Math.max(a, b), times[0] ?? 0),
  };
}

/** When traces begin, and the first and last line of each table. */
function requestTimes({ traces, logs }: Telemetry): readonly EpochNs[] {
  return [
    ...traces.map(({ origin }) => origin),
    ...logs
      .filter(({ size }) => size > 0)
      .flatMap(({ origin, time }) => [origin, addNanos(origin, nanos(time.reduce((a, b) => Math.max(a, b), 0)))]),
  ];
}

function seriesTimes({ series }: Telemetry): readonly EpochNs[] {
  return series.flatMap(({ times }) => [...times.slice(0, 1), ...times.slice(-1)].map(epochNsFromMs));
}
