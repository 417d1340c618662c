import type { InstanceLane, StateInterval, Transition } from '../../engine/breaker';
import type { Evidence, Message } from '../../engine/finding';
import { nanos, type Nanos } from '../../engine/units';
import { isRecord, numberOf, textOf } from '../frame';
import { readParams } from '../tables/params';
import { readState } from './states';

/** Moves a time from the origin of the frame to the origin that the reader wants. */
export type Moved = (time: number) => Nanos;

/** One interval as it was written; `undefined` for what is none. */
export function readInterval(value: unknown, moved: Moved): StateInterval | undefined {
  const state = isRecord(value) ? readState(value.state) : undefined;
  const start = isRecord(value) ? numberOf(value.start) : undefined;
  const end = isRecord(value) ? numberOf(value.end) : undefined;
  if (!isRecord(value) || state === undefined || start === undefined || end === undefined) {
    return undefined;
  }
  const reason = readMessage(value.reason);
  return {
    state,
    start: moved(start),
    end: moved(end),
    confidence: numberOf(value.confidence) ?? 0,
    ...(reason === undefined ? {} : { reason }),
    evidence: readEvidence(value.evidence, moved),
  };
}

/** One transition as it was written; `undefined` for what is none. */
export function readTransition(value: unknown, moved: Moved): Transition | undefined {
  if (!isRecord(value)) {
    return undefined;
  }
  const [from, to] = [readState(value.from), readState(value.to)];
  const at = numberOf(value.at);
  const reason = readMessage(value.reason);
  if (from === undefined || to === undefined || at === undefined || reason === undefined) {
    return undefined;
  }
  const within = nanos(numberOf(value.within) ?? 0);
  return { at: moved(at), within, from, to, reason, evidence: readEvidence(value.evidence, moved) };
}

/** The lanes of single processes, each with what of it can be read. */
export function readInstances(value: unknown, moved: Moved): readonly InstanceLane[] {
  return listOf(value).flatMap((lane) =>
    isRecord(lane)
      ? [
          {
            instance: textOf(lane.instance),
            intervals: listOf(lane.intervals).flatMap((one) => readInterval(one, moved) ?? []),
            transitions: listOf(lane.transitions).flatMap((one) => readTransition(one, moved) ?? []),
          },
        ]
      : []
  );
}

/** The items of a list; none when it is not one. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function readMessage(value: unknown): Message | undefined {
  return isRecord(value) && typeof value.key === 'string'
    ? { key: value.key, params: readParams(value.params) }
    : undefined;
}

function readEvidence(value: unknown, moved: Moved): readonly Evidence[] {
  return listOf(value).flatMap((one): readonly Evidence[] => {
    const time = isRecord(one) ? numberOf(one.at) : undefined;
    if (!isRecord(one) || time === undefined) {
      return [];
    }
    const at = moved(time);
    switch (one.kind) {
      case 'series':
        return [{ kind: 'series', at, metric: textOf(one.metric), labels: readLabels(one.labels) }];
      case 'log':
        return [{ kind: 'log', at, id: textOf(one.id), line: textOf(one.line) }];
      case 'span':
        return [{ kind: 'span', at, traceId: textOf(one.traceId), spanId: textOf(one.spanId) }];
      default:
        return [];
    }
  });
}

function readLabels(value: unknown): Readonly<Record<string, string>> {
  return isRecord(value) ? Object.fromEntries(Object.entries(value).map(([name, label]) => [name, textOf(label)])) : {};
}
