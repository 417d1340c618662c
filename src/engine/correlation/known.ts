import type { ServiceIdentity } from '../model';
import type { TraceId } from '../units';
import { type CorrelationKey, TRACE_KEY } from './key';
import type { Lookup, LookupAnswer, RoundLimits, RoundState, TimeWindow } from './lookup';
import { matchId } from './matching';
import { enclosing, overlaps, widened } from './window';

/** Something learnt, and the hop at which it may be asked for: one more than that of the lookup that taught it. */
export interface Learnt<T> {
  readonly value: T;
  readonly hop: number;
}

/** Trace IDs that were learnt, nearest first: by hop, then by the order in which lookups were asked and answered. */
export function knownTraces(state: RoundState): ReadonlyArray<Learnt<TraceId>> {
  return learnt(state, (answer) => answer.traceIds);
}

/** Values of the key that were learnt and that no searched ID stands for; the shortest first, as it may cover others. */
export function newIds(state: RoundState): ReadonlyArray<Learnt<string>> {
  if (state.key.name === TRACE_KEY) {
    return [];
  }
  const searched = searchedIds(state);
  const fresh: Array<Learnt<string>> = [];
  const candidates = [...learnt(state, (answer) => answer.ids)].sort(
    (a, b) => a.hop - b.hop || a.value.length - b.value.length || (a.value < b.value ? -1 : 1)
  );
  for (const candidate of candidates) {
    const covering = [...searched, ...fresh.map(({ value }) => value)];
    if (candidate.value !== '' && !isCovered(state.key, covering, candidate.value)) {
      fresh.push(candidate);
    }
  }
  return fresh;
}

/** Every ID that was searched for, the asked one first. */
export function searchedIds(state: RoundState): readonly string[] {
  const searched = state.asked.flatMap((lookup) => ('id' in lookup ? [lookup.id] : []));
  return [...new Set([state.id, ...searched])];
}

/** Services that were learnt and can be asked for by name. */
export function knownServices(state: RoundState): readonly ServiceIdentity[] {
  const services = new Map<string, ServiceIdentity>();
  for (const identity of state.answers.flatMap((answer) => answer.services)) {
    if (identity.key !== '' && !services.has(identity.key)) {
      services.set(identity.key, identity);
    }
  }
  return [...services.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
}

/** The widest window asked so far. */
export function currentWindow(state: RoundState): TimeWindow {
  return state.asked.reduce(
    (widest, { step, window }) => (step > 0 ? (enclosing(widest, window) ?? widest) : widest),
    state.window
  );
}

/**
 * The window in which to look for what belongs to the traces found: the asked one, extended by what reaches beyond it.
 * What lies wholly elsewhere (yesterday's trace, asked by its ID) is looked for around itself.
 */
export function relatedWindow(state: RoundState, limits: RoundLimits): TimeWindow {
  const asked = currentWindow(state);
  const byTrace = new Set(state.asked.filter(({ kind }) => kind === 'traces').map(({ name }) => name));
  const found = state.answers
    .filter(({ lookup, settled }) => settled && byTrace.has(lookup))
    .reduce<TimeWindow | undefined>((window, answer) => enclosing(window, answer.window), undefined);
  if (found === undefined || (asked.from <= found.from && asked.to >= found.to)) {
    return asked;
  }
  const padded = widened(found, limits.paddingSeconds);
  return overlaps(asked, found) ? (enclosing(asked, padded) ?? asked) : padded;
}

/** True when every asked lookup of these kinds has said all that it will say. */
export function isSettled(state: RoundState, kinds: ReadonlyArray<Lookup['kind']>): boolean {
  const settled = new Set(state.answers.filter((answer) => answer.settled).map(({ lookup }) => lookup));
  return state.asked.every(({ kind, name }) => !kinds.includes(kind) || settled.has(name));
}

function isCovered(key: CorrelationKey, searched: readonly string[], id: string): boolean {
  return searched.some((known) => matchId(key.nesting, known)(id) !== undefined);
}

function learnt<T>(state: RoundState, values: (answer: LookupAnswer) => readonly T[]): ReadonlyArray<Learnt<T>> {
  const answers = new Map(state.answers.map((answer) => [answer.lookup, answer]));
  const nearest = new Map<T, number>();
  const lookups = [...state.asked].sort((a, b) => a.hop - b.hop);
  for (const { name, hop } of lookups) {
    const answer = answers.get(name);
    for (const value of answer === undefined ? [] : values(answer)) {
      if (!nearest.has(value)) {
        nearest.set(value, hop + 1);
      }
    }
  }
  return [...nearest].map(([value, hop]) => ({ value, hop }));
}
