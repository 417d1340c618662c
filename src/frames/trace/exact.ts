import type { ServiceIdentity } from '../../engine/model';
import { epochNs, type EpochNs } from '../../engine/units';
import { column, frameName, numberOf, type FrameInput } from '../frame';
import type { Problems } from '../problems';
import { readBigint, readIdentities, readIndex, tagOf } from '../tag';

/** Names of the fields that are ours in a trace frame: what the standard ones cannot hold exactly. */
export const EXACT_FIELDS = {
  start: 'clewStart',
  duration: 'clewDuration',
  service: 'clewService',
  flags: 'clewFlags',
} as const;

/** What a trace frame of ours says exactly, next to the standard fields. */
export interface ExactColumns {
  readonly origin: EpochNs;
  readonly services: readonly ServiceIdentity[];
  /** Nanoseconds after `origin`. */
  readonly start: readonly number[];
  /** Nanoseconds. */
  readonly duration: readonly number[];
  /** Row of `services`. */
  readonly service: readonly number[];
  readonly flags: readonly number[];
}

/** Reads what is ours in a trace frame; `undefined` when it is a plain one, or when what is ours is broken. */
export function exactColumns(frame: FrameInput, problems: Problems): ExactColumns | undefined {
  const tag = tagOf(frame, 'trace');
  if (tag === undefined) {
    return undefined;
  }
  const origin = readBigint(tag.origin);
  const services = readIdentities(tag.services);
  const start = column(frame, EXACT_FIELDS.start);
  const duration = column(frame, EXACT_FIELDS.duration);
  const service = column(frame, EXACT_FIELDS.service);
  const flags = column(frame, EXACT_FIELDS.flags);
  const rows = column(frame, 'spanID').length;
  const whole = [start, duration, service, flags].every((values) => values.length === rows);
  if (
    origin === undefined ||
    services === undefined ||
    !whole ||
    !start.every(isInteger) ||
    !duration.every(isLength) ||
    !flags.every(isLength) ||
    !service.every((value): value is number => readIndex(value, services.length) !== undefined)
  ) {
    problems.add('frame.bad-tag', { frame: frameName(frame) });
    return undefined;
  }
  return { origin: epochNs(origin), services, start, duration, service, flags };
}

function isInteger(value: unknown): value is number {
  return Number.isInteger(numberOf(value));
}

function isLength(value: unknown): value is number {
  return isInteger(value) && value >= 0;
}
