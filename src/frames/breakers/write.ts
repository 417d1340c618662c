import type { DataFrame } from '@grafana/data';
import type { Breaker, BreakerState, CallCounts, Transition } from '../../engine/breaker';
import type { Message } from '../../engine/finding';
import { addNanos, type EpochNs, type Nanos } from '../../engine/units';
import { clewFrame, HIDDEN, numberField, otherField, textField, timeField } from '../field';
import type { WriteTableOptions } from '../tables/report';
import { msAfter, partsOfEpochNs } from '../time';
import { breakerKey, breakerLabels, breakerTitle } from './key';
import { OUTCOMES } from './outcomes';
import { stateMappings } from './states';

/** The window that the lanes cover: what their times are relative to, and where they end. */
export interface BreakerFrameWindow {
  readonly origin: EpochNs;
  readonly end: Nanos;
}

export interface WriteBreakersOptions extends WriteTableOptions {
  readonly window: BreakerFrameWindow;
  /** What a lane is called; its callee, or its name, by default. */
  readonly title?: (breaker: Breaker) => string;
  /** Words for a state; its key by default. */
  readonly stateText?: (state: BreakerState) => string;
}

/**
 * Writes breakers: a frame `breaker-states` for each lane, which Grafana's State timeline draws; a frame `breaker-calls`
 * for each that counts calls, which Time series draws; and one table `breaker-transitions`.
 * `readBreakers(writeBreakers(x), origin)` is `x`.
 */
export function writeBreakers(breakers: readonly Breaker[], options: WriteBreakersOptions): DataFrame[] {
  return [
    ...breakers.map((breaker) => statesFrame(breaker, options)),
    ...breakers.flatMap((breaker) =>
      breaker.calls === undefined ? [] : [callsFrame(breaker, breaker.calls, options)]
    ),
    transitionsFrame(breakers, options),
  ];
}

function statesFrame(breaker: Breaker, options: WriteBreakersOptions): DataFrame {
  const { intervals, transitions, calls, ...rest } = breaker;
  const toMs = msAfter(options.window.origin);
  const title = options.title?.(breaker) ?? breakerTitle(breaker);
  return clewFrame({
    kind: 'breaker-states',
    name: title,
    options,
    tag: { ...windowTag(options), breaker: rest },
    fields: [
      timeField(
        'time',
        intervals.map(({ start }) => toMs(start))
      ),
      {
        ...textField(
          'state',
          intervals.map(({ state }) => state),
          { displayNameFromDS: title, mappings: stateMappings(options.stateText ?? String) }
        ),
        labels: breakerLabels(breaker),
      },
      otherField('clewInterval', [...intervals], HIDDEN),
    ],
  });
}

function callsFrame(breaker: Breaker, calls: CallCounts, options: WriteBreakersOptions): DataFrame {
  const toMs = msAfter(options.window.origin);
  const title = options.title?.(breaker) ?? breakerTitle(breaker);
  return clewFrame({
    kind: 'breaker-calls',
    name: `${title} calls`,
    options,
    tag: { ...windowTag(options), breaker: breakerKey(breaker) },
    meta: { preferredVisualisationType: 'graph' },
    fields: [
      timeField(
        'time',
        Array.from(calls.start, (start) => toMs(start))
      ),
      ...OUTCOMES.flatMap((outcome) => {
        const counts = calls[outcome];
        const heading = options.heading?.(outcome) ?? outcome;
        const field = numberField(outcome, Array.from(counts ?? []), {
          unit: 'short',
          displayNameFromDS: `${title} ${heading}`,
        });
        return counts === undefined ? [] : [{ ...field, labels: { ...breakerLabels(breaker), outcome } }];
      }),
      otherField(
        'clewStep',
        Array.from(calls.start, (start, row) => [start, calls.end[row]]),
        HIDDEN
      ),
    ],
  });
}

/** What the reader needs to move times to another origin. */
function windowTag({ window: { origin, end } }: WriteBreakersOptions): Readonly<Record<string, unknown>> {
  return { origin: String(origin), end };
}

interface TransitionRow {
  readonly breaker: Breaker;
  readonly transition: Transition;
}

function transitionsFrame(breakers: readonly Breaker[], options: WriteBreakersOptions): DataFrame {
  const { origin } = options.window;
  const toMs = msAfter(origin);
  const rows: readonly TransitionRow[] = breakers
    .flatMap((breaker) => breaker.transitions.map((transition) => ({ breaker, transition })))
    .sort((a, b) => a.transition.at - b.transition.at);
  const heading = (field: string) => ({ displayName: options.heading?.(field) ?? field });
  const texts = (field: string, cell: (row: TransitionRow) => string | undefined) =>
    textField(
      field,
      rows.map((row) => cell(row) ?? ''),
      heading(field)
    );
  const say = ({ key, params }: Message): string => options.text?.(key, params) ?? key;
  const states = (field: 'from' | 'to') =>
    textField(
      field,
      rows.map(({ transition }) => transition[field]),
      { ...heading(field), mappings: stateMappings(options.stateText ?? String) }
    );
  return clewFrame({
    kind: 'breaker-transitions',
    name: 'Breaker transitions',
    options,
    tag: windowTag(options),
    meta: { preferredVisualisationType: 'table' },
    fields: [
      timeField(
        'time',
        rows.map(({ transition }) => Math.floor(toMs(transition.at))),
        heading('time'),
        rows.map(({ transition }) => partsOfEpochNs(addNanos(origin, transition.at)).nanos)
      ),
      texts('breaker', ({ breaker }) => breaker.identity.name),
      texts('caller', ({ breaker }) => breaker.identity.caller),
      texts('callee', ({ breaker }) => breaker.identity.callee),
      states('from'),
      states('to'),
      texts('reason', ({ transition }) => say(transition.reason)),
      numberField(
        'within',
        rows.map(({ transition }) => transition.within),
        { ...heading('within'), unit: 'ns' }
      ),
      otherField(
        'clewTransition',
        rows.map(({ transition }) => transition),
        HIDDEN
      ),
      textField(
        'clewBreaker',
        rows.map(({ breaker }) => breakerKey(breaker)),
        HIDDEN
      ),
    ],
  });
}
