import type { Labels } from '../../model';
import type { HybridTime, LamportTime, LogicalTime, VectorTime } from './times';

/** Fields that may hold a logical clock, first found first taken; a vector says more than the others. */
export interface LogicalFields {
  readonly vector: readonly string[];
  readonly hybrid: readonly string[];
  readonly lamport: readonly string[];
  /** Names the process that an event belongs to. */
  readonly process: readonly string[];
}

const defaultLogicalFields: LogicalFields = {
  vector: ['vector_clock', 'vectorClock', 'vclock', 'vc'],
  hybrid: ['hlc', 'hybrid_clock', 'hybrid_logical_clock'],
  lamport: ['lamport', 'lamport_clock', 'lamport_time', 'logical_clock'],
  process: ['process', 'pid_name', 'node', 'host', 'service_name', 'service'],
};

/** @returns the strongest logical time among an event's fields, or `undefined`. */
export function readLogical(fields: Labels, names: LogicalFields = defaultLogicalFields): LogicalTime | undefined {
  return (
    first(fields, names.vector, parseVector) ??
    first(fields, names.hybrid, parseHybrid) ??
    first(fields, names.lamport, parseLamport)
  );
}

/** @returns the process that an event's fields name; '' when none does. */
export function readProcess(fields: Labels, names: LogicalFields = defaultLogicalFields): string {
  return first(fields, names.process, (text) => (text === '' ? undefined : text)) ?? '';
}

function first<T>(fields: Labels, names: readonly string[], parse: (text: string) => T | undefined): T | undefined {
  for (const name of names) {
    const text = fields[name];
    const value = text === undefined ? undefined : parse(text.trim());
    if (value !== undefined) {
      return value;
    }
  }
  return undefined;
}

function parseLamport(text: string): LamportTime | undefined {
  const counter = Number(text);
  return text !== '' && Number.isSafeInteger(counter) && counter >= 0 ? { kind: 'lamport', counter } : undefined;
}

/** A JSON object from process to count, as ShiViz and GoVector write it. */
export function parseVector(text: string): VectorTime | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    return undefined;
  }
  const counters = new Map<string, number>();
  for (const [process, count] of Object.entries(parsed)) {
    if (!Number.isSafeInteger(count) || count < 0) {
      return undefined;
    }
    counters.set(process, count);
  }
  return counters.size === 0 ? undefined : { kind: 'vector', counters };
}

/** `physical,counter` (CockroachDB), `physical:counter`, `physical-counter` or, with at most 9 decimals before a comma, seconds. */
function parseHybrid(text: string): HybridTime | undefined {
  const match = /^(\d+)(?:\.(\d{1,9}))?[,:_-](\d+)$/.exec(text);
  if (match === null) {
    return undefined;
  }
  const [, whole = '', fraction, counter = ''] = match;
  const physical =
    fraction === undefined ? BigInt(whole) : BigInt(whole) * BigInt(1e9) + BigInt(fraction.padEnd(9, '0'));
  return { kind: 'hybrid', physical, counter: Number(counter) };
}
