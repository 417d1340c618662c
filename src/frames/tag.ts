import type { ServiceIdentity } from '../engine/model';
import { err, ok, problem, type Result } from '../engine/result';
import { customOf, frameName, isRecord, numberOf, optionalText, textOf, type FrameInput } from './frame';

/** What a frame of ours is. */
export type ClewKind =
  | 'trace'
  | 'logs'
  | 'series'
  | 'exemplars'
  | 'timeline'
  | 'report'
  | 'coverage'
  | 'history'
  | 'services'
  | 'breaker-states'
  | 'breaker-calls'
  | 'breaker-transitions'
  | 'changes'
  | 'graph';

/** The data source that rows came from; what its links open. */
export interface SourceRef {
  readonly uid: string;
  readonly type: string;
  readonly name: string;
}

/** The version of `meta.custom.clew` that this code writes, and the only one it reads. */
export const CLEW_VERSION = 1;

/** `meta.custom.clew` of a frame of ours, with what a kind adds to it. */
export interface ClewTag {
  readonly kind: ClewKind;
  readonly version: typeof CLEW_VERSION;
}

const kinds: ReadonlySet<string> = new Set<ClewKind>([
  'trace',
  'logs',
  'series',
  'exemplars',
  'timeline',
  'report',
  'coverage',
  'history',
  'services',
  'breaker-states',
  'breaker-calls',
  'breaker-transitions',
  'changes',
  'graph',
]);

function isKind(text: string): text is ClewKind {
  return kinds.has(text);
}

/**
 * What `meta.custom.clew` says a frame is.
 * @returns `undefined` for a frame that is not ours; an error (`frame.version-unknown`, `frame.kind-unknown`) for one
 * that was written by another version of the plugin and must not be guessed at.
 */
export function clewKind(frame: FrameInput): Result<ClewTag | undefined> {
  const tag: unknown = customOf(frame).clew;
  if (!isRecord(tag)) {
    return ok(undefined);
  }
  const kind = textOf(tag.kind);
  if (tag.version !== CLEW_VERSION) {
    return err(problem('frame.version-unknown', { frame: frameName(frame), kind, version: textOf(tag.version) }));
  }
  return isKind(kind)
    ? ok({ kind, version: CLEW_VERSION })
    : err(problem('frame.kind-unknown', { frame: frameName(frame), kind }));
}

/** The content of the tag of a frame of the kind, or `undefined`. */
export function tagOf(frame: FrameInput, kind: ClewKind): Readonly<Record<string, unknown>> | undefined {
  const tag: unknown = customOf(frame).clew;
  return isRecord(tag) && tag.kind === kind && tag.version === CLEW_VERSION ? tag : undefined;
}

/** The source that a frame of ours names; `undefined` for other frames. */
export function frameSource(frame: FrameInput): SourceRef | undefined {
  const tag: unknown = customOf(frame).clew;
  const source = isRecord(tag) ? tag.source : undefined;
  const uid = isRecord(source) ? optionalText(source.uid) : undefined;
  return isRecord(source) && uid !== undefined
    ? { uid, type: textOf(source.type), name: textOf(source.name) }
    : undefined;
}

/** Reads one identity of a tag. */
export function readIdentity(value: unknown): ServiceIdentity | undefined {
  if (!isRecord(value) || typeof value.key !== 'string' || typeof value.name !== 'string') {
    return undefined;
  }
  return {
    key: value.key,
    name: value.name,
    namespace: optionalText(value.namespace),
    basis: textOf(value.basis),
  };
}

/** Reads the identities of a tag; `undefined` when they are missing or one is broken. */
export function readIdentities(value: unknown): readonly ServiceIdentity[] | undefined {
  if (!Array.isArray(value)) {
    return undefined;
  }
  const identities: ServiceIdentity[] = [];
  for (const item of value) {
    const identity = readIdentity(item);
    if (identity === undefined) {
      return undefined;
    }
    identities.push(identity);
  }
  return identities;
}

/** A decimal bigint of a tag. */
export function readBigint(value: unknown): bigint | undefined {
  return typeof value === 'string' && /^-?\d+$/.test(value) ? BigInt(value) : undefined;
}

/** A row of a list, or `undefined` when the cell holds no valid one. */
export function readIndex(value: unknown, size: number): number | undefined {
  const index = numberOf(value);
  return index !== undefined && Number.isInteger(index) && index >= 0 && index < size ? index : undefined;
}
