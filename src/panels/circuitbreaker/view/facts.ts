import { t } from '@grafana/i18n';
import type { StateInterval } from '../../../engine/breaker';
import { addNanos, type EpochNs, nanos } from '../../../engine/units';
import { breakerText, type Fact, formatClock, formatMoment, raw, type TimeSpan } from '../../../ui';
import type { CircuitBreakerOptions } from '../options';
import { changeInto, type Lane, type StripPiece } from '../viewModel';
import { basisText, confidenceText, intervalStateText, lengthText, savingsText, shareText } from './words';

/** What times are told by. */
export interface Clock {
  readonly origin: EpochNs;
  readonly timeZone: string;
}

const NS_PER_S = 1e9;
const DAY = 86_400 * NS_PER_S;

/** A moment after the window's start, with its date. */
export function momentText(at: number, { origin, timeZone }: Clock): string {
  return formatMoment(addNanos(origin, nanos(at)), timeZone);
}

/** A moment without its date, where all of the window is within a day. */
export function timeText(at: number, clock: Clock, window: TimeSpan): string {
  return window.to - window.from > DAY
    ? momentText(at, clock)
    : formatClock(addNanos(clock.origin, nanos(at)), clock.timeZone, NS_PER_S);
}

/** What is known of an interval: the same on hover, under the keyboard and in the details. */
export function intervalFacts(lane: Lane, at: number, clock: Clock): readonly Fact[] {
  const { breaker } = lane;
  const interval = breaker.intervals[at];
  if (interval === undefined) {
    return [];
  }
  const change = changeInto(lane, at);
  const last = at === breaker.intervals.length - 1;
  return [
    { name: t('breaker.fact.state', 'State'), value: intervalStateText(breaker.basis, interval.state) },
    { name: t('breaker.fact.from', 'From'), value: sinceText(interval, at, change?.within ?? 0, clock) },
    {
      name: t('breaker.fact.to', 'To'),
      value: last ? t('breaker.fact.to-end', 'the end of the time range') : momentText(interval.end, clock),
    },
    { name: t('breaker.fact.length', 'Length'), value: lengthText(interval.end - interval.start) },
    { name: t('breaker.fact.known', 'Known'), value: knownText(lane, interval) },
    ...reasonFacts(change?.reason ?? interval.reason),
    ...disagreementFacts(lane, interval),
    ...savingFacts(lane),
  ];
}

function sinceText({ start }: StateInterval, at: number, within: number, clock: Clock): string {
  if (at === 0) {
    return t('breaker.fact.from-start', 'the start of the time range, or before');
  }
  return within === 0
    ? momentText(start, clock)
    : t(
        'breaker.fact.within',
        '{{time}}, or up to {{length}} before',
        raw({ time: momentText(start, clock), length: lengthText(within) })
      );
}

function knownText({ breaker }: Lane, interval: StateInterval): string {
  if (interval.state === 'unknown') {
    return t('breaker.fact.nobody', 'nobody said: unknown is not closed');
  }
  return breaker.basis === 'inferred'
    ? t(
        'breaker.fact.inferred',
        '{{basis}}, confidence {{confidence}}',
        raw({ basis: basisText(breaker), confidence: confidenceText(interval) })
      )
    : basisText(breaker);
}

function reasonFacts(reason: StateInterval['reason']): readonly Fact[] {
  return reason === undefined ? [] : [{ name: t('breaker.fact.reason', 'Reason'), value: breakerText(reason) }];
}

function disagreementFacts({ breaker }: Lane, { start, end }: StateInterval): readonly Fact[] {
  return breaker.disagreements
    .filter((each) => each.start < end && each.end > start)
    .slice(0, 1)
    .map(({ measured, inferred }) => ({
      name: t('breaker.fact.disagreement', 'Disagreement'),
      value: t(
        'breaker.fact.disagreement-value',
        'measured {{measured}}, but the spans look {{inferred}}',
        raw({
          measured: intervalStateText('measured', measured),
          inferred: intervalStateText('inferred', inferred),
        })
      ),
    }));
}

function savingFacts({ breaker }: Lane): readonly Fact[] {
  return breaker.shadow === undefined
    ? []
    : [{ name: t('breaker.fact.saved', 'In all'), value: savingsText(breaker.shadow.saved) }];
}

/** Calls of a piece of the strip, in the author's unit. */
export function pieceFacts(
  piece: StripPiece | undefined,
  seconds: number,
  unit: CircuitBreakerOptions['callUnit']
): readonly Fact[] {
  if (piece === undefined) {
    return [];
  }
  const amount = (count: number) => amountText(count, seconds, unit);
  return [
    {
      name: t('breaker.fact.calls', 'Calls here'),
      value:
        piece.failureRate === undefined
          ? amount(piece.calls)
          : t(
              'breaker.fact.failed',
              '{{calls}}, {{share}} failed',
              raw({ calls: amount(piece.calls), share: shareText(piece.failureRate) })
            ),
    },
    ...(piece.rejected > 0
      ? [{ name: t('breaker.fact.rejected', 'Rejected here'), value: amount(piece.rejected) }]
      : []),
  ];
}

function amountText(count: number, seconds: number, unit: CircuitBreakerOptions['callUnit']): string {
  return unit === 'rate' && seconds > 0
    ? t('breaker.fact.per-second', '{{rate}}/s', raw({ rate: Number((count / seconds).toPrecision(3)) }))
    : String(Math.round(count));
}

/** Seconds of a piece of the strip. */
export function pieceSeconds(piece: StripPiece | undefined, perPixel: number): number {
  return piece === undefined ? 0 : (piece.width * perPixel) / NS_PER_S;
}

/** `payment → fraud-detection: open, from …`: an interval as a sentence for the keyboard. */
export function intervalSentence(lane: Lane, at: number, clock: Clock): string {
  const facts = intervalFacts(lane, at, clock);
  return `${lane.title}: ${facts.map(({ name, value }) => `${name} ${value}`).join(', ')}`;
}
