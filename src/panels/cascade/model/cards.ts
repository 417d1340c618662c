import type { Estimate, Onset, ServiceCascade, Severity } from '../../../engine/cascade';
import { type Nanos, nanos } from '../../../engine/units';
import type { Suspect } from '../../../engine/suspects';
import { group, rollup } from 'd3';
import type { Analysed } from './analyse';
import { type Sparkline, signalOf, sparkline } from './sparkline';

/** A suspect with its place in the ranking. */
export interface RankedSuspect {
  /** From 1. */
  readonly rank: number;
  readonly suspect: Suspect;
}

/** An onset beside the capacity of what it is of, where that has one: a saturation of it is a share. */
export interface ToldOnset extends Onset {
  readonly full: number | undefined;
}

/** One service, as a card shows it. */
export interface Card {
  readonly id: string;
  /** Its name; with its namespace where another one has the same name. */
  readonly title: string;
  readonly state: ServiceCascade;
  readonly severity: Severity;
  /** When it degraded, after the first onset; absent when it did not. */
  readonly after: Estimate | undefined;
  /** Every signal that left what is usual, earliest first. */
  readonly onsets: readonly ToldOnset[];
  /** What it is told by: the symptom that stands out most. */
  readonly told: ToldOnset | undefined;
  /** Whether anything is known of it but that it is called or calls: a service without signals is not well for that. */
  readonly measured: boolean;
  /** The first to degrade, or one of several of which nobody can tell which was. */
  readonly first: 'it' | 'perhaps' | undefined;
  readonly suspect: RankedSuspect | undefined;
  readonly line: Sparkline | undefined;
}

/** All cards, and the moment that their times count from. */
export interface Cards {
  readonly cards: readonly Card[];
  /** The first onset, nanoseconds after the window's start; absent when nothing degraded. */
  readonly zero: Nanos | undefined;
  readonly suspects: readonly RankedSuspect[];
}

/** Suspects that are shown: the ones after are not worth a look at three in the morning. */
const MOST_SUSPECTS = 5;
/** Less is no suspicion. */
const LEAST_CONFIDENCE = 0.02;

/** Every service of the cascade as a card, in the cascade's order. */
export function makeCards({ cascade, signals, blame, window }: Analysed): Cards {
  const zero = cascade.services[0]?.onset?.at;
  const suspects = blame.suspects
    .filter(({ confidence }) => confidence >= LEAST_CONFIDENCE)
    .slice(0, MOST_SUSPECTS)
    .map((suspect, at): RankedSuspect => ({ rank: at + 1, suspect }));
  const bySuspect = new Map(suspects.map((one) => [one.suspect.service, one]));
  const byService = group(signals, ({ service }) => service);
  const first = new Set(cascade.first);
  const titleOf = titles(cascade.services.map(({ service }) => service));
  return {
    zero,
    suspects,
    cards: cascade.services.map((state): Card => {
      const { service, onset, worst, severity } = state;
      const worstOrFirst = worst ?? onset;
      const mine = byService.get(service) ?? [];
      const tell = (one: Onset): ToldOnset => ({ ...one, full: signalOf(mine, one)?.full });
      return {
        id: service,
        title: titleOf(service),
        state,
        severity,
        after: onset === undefined || zero === undefined ? undefined : shifted(onset, zero),
        onsets: state.onsets.map(tell),
        told: worstOrFirst && tell(worstOrFirst),
        measured: mine.length > 0,
        first: first.has(service) ? (first.size === 1 ? 'it' : 'perhaps') : undefined,
        suspect: bySuspect.get(service) ?? bySuspect.get(service.slice(service.lastIndexOf('/') + 1)),
        line: sparkline(mine, worstOrFirst, window.length),
      };
    }),
  };
}

/** The title of a service, by its key. */
export function titleIn({ cards }: Cards, service: string): string {
  return cards.find(({ id }) => id === service)?.title ?? service;
}

/** A time relative to the first onset, and not before it: what may have been earlier by its samples was later by its calls. */
function shifted({ low, at, high }: Estimate, zero: Nanos): Estimate {
  return { low: nanos(low - zero), at: nanos(Math.max(0, at - zero)), high: nanos(Math.max(0, high - zero)) };
}

/** Names of services, short where that tells them apart. */
function titles(services: readonly string[]): (service: string) => string {
  const short = (service: string): string => service.slice(service.lastIndexOf('/') + 1);
  const owners = rollup(services, ({ length }) => length, short);
  return (service) => (owners.get(short(service)) === 1 ? short(service) : service);
}
