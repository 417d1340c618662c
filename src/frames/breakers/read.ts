import type {
  Basis,
  Breaker,
  BreakerIdentity,
  CallCounts,
  Disagreement,
  ShadowOutcome,
  StateInterval,
  Transition,
} from '../../engine/breaker';
import type { Outcome } from '../../engine/result';
import { diffEpoch, epochNs, nanos, type EpochNs } from '../../engine/units';
import { checkFrame, checkLengths } from '../check';
import {
  column,
  frameName,
  isRecord,
  numberOf,
  optionalText,
  rowsOf,
  textOf,
  valuesOf,
  fieldNamed,
  type FrameInput,
} from '../frame';
import { Problems } from '../problems';
import { readBigint, tagOf } from '../tag';
import { offsetFromMs } from '../time';
import { breakerKey } from './key';
import { OUTCOMES } from './outcomes';
import { readConfiguration } from './read-configuration';
import { listOf, readInstances, readInterval, readTransition, type Moved } from './read-parts';
import { readState } from './states';

type Tag = Readonly<Record<string, unknown>>;

/**
 * Reads the breakers among frames of ours; other frames are passed over. Rows whose hidden cells are lost are read from
 * what is shown. Intervals, transitions and calls of a lane meet by its identity.
 *
 * @param origin - what the times of the result are relative to
 */
export function readBreakers(frames: readonly FrameInput[], origin: EpochNs): Outcome<readonly Breaker[]> {
  const problems = new Problems();
  const sound = frames.filter((frame) => checkFrame(frame, problems));
  const calls = new Map(sound.flatMap((frame) => readCalls(frame, origin, problems)));
  const transitions = readTransitions(sound, origin, problems);
  const breakers = sound.flatMap((frame): readonly Breaker[] => {
    const lane = readLane(frame, origin, problems);
    if (lane === undefined) {
      return [];
    }
    const key = breakerKey(lane);
    const counted = calls.get(key);
    return [{ ...lane, transitions: transitions.get(key) ?? [], ...(counted === undefined ? {} : { calls: counted }) }];
  });
  return { result: breakers, problems: problems.list() };
}

type Lane = Omit<Breaker, 'calls'>;

function readLane(frame: FrameInput, origin: EpochNs, problems: Problems): Lane | undefined {
  const tag = tagOf(frame, 'breaker-states');
  const moved = movedTo(origin, tag);
  if (tag === undefined) {
    return undefined;
  }
  const breaker = isRecord(tag.breaker) ? tag.breaker : {};
  const identity = readIdentity(breaker.identity);
  const basis = BASES.find((one) => one === breaker.basis);
  if (moved === undefined || identity === undefined || basis === undefined) {
    problems.add('frame.bad-tag', { frame: frameName(frame) });
    return undefined;
  }
  checkLengths(frame, problems);
  const configuration = readConfiguration(breaker.configuration);
  const shadow = readShadow(breaker.shadow, moved);
  return {
    identity,
    basis,
    source: textOf(breaker.source),
    intervals: readIntervals(frame, tag, origin, moved, problems),
    transitions: [],
    ...(configuration === undefined ? {} : { configuration }),
    disagreements: listOf(breaker.disagreements).flatMap((one) => readDisagreement(one, moved) ?? []),
    instances: readInstances(breaker.instances, moved),
    ...(shadow === undefined ? {} : { shadow }),
  };
}

const BASES: readonly Basis[] = ['measured', 'inferred', 'shadow'];

function readIntervals(
  frame: FrameInput,
  tag: Tag,
  origin: EpochNs,
  moved: Moved,
  problems: Problems
): readonly StateInterval[] {
  const cells = column(frame, 'clewInterval');
  const states = column(frame, 'state');
  const times = column(frame, 'time').map(numberOf);
  const offset = offsetFromMs(origin);
  const last = moved(numberOf(tag.end) ?? 0);
  const startOf = (row: number) => {
    const time = times[row];
    return time === undefined ? last : offset(time);
  };
  return Array.from({ length: rowsOf(frame) }, (_, row): StateInterval => {
    const written = readInterval(cells[row], moved);
    if (written !== undefined) {
      return written;
    }
    const state = readState(states[row]);
    if (state === undefined) {
      problems.row('table.bad-row', frameName(frame), states[row]);
    }
    const start = startOf(row);
    // A row that cannot be read leaves no hole: nobody knows what was.
    return {
      state: state ?? 'unknown',
      start,
      end: startOf(row + 1),
      confidence: state === undefined || state === 'unknown' ? 0 : 1,
      evidence: [],
    };
  });
}

function readCalls(frame: FrameInput, origin: EpochNs, problems: Problems): ReadonlyArray<[string, CallCounts]> {
  const tag = tagOf(frame, 'breaker-calls');
  if (tag === undefined) {
    return [];
  }
  const moved = movedTo(origin, tag);
  const key = optionalText(tag.breaker);
  if (moved === undefined || key === undefined) {
    problems.add('frame.bad-tag', { frame: frameName(frame) });
    return [];
  }
  checkLengths(frame, problems);
  const steps = column(frame, 'clewStep').flatMap((cell): ReadonlyArray<readonly [number, number]> => {
    const [start, end] = listOf(cell).map(numberOf);
    return start === undefined || end === undefined ? [] : [[moved(start), moved(end)]];
  });
  if (steps.length < rowsOf(frame)) {
    problems.add('frame.field-missing', { frame: frameName(frame), field: 'clewStep' });
    return [];
  }
  const counts = Object.fromEntries(
    OUTCOMES.flatMap((outcome) => {
      const field = fieldNamed(frame, outcome);
      return field === undefined
        ? []
        : [[outcome, Float64Array.from(valuesOf(field), (cell) => numberOf(cell) ?? NaN)]];
    })
  );
  const start = Float64Array.from(steps, ([from]) => from);
  return [[key, { start, end: Float64Array.from(steps, ([, to]) => to), ...counts }]];
}

function readTransitions(
  frames: readonly FrameInput[],
  origin: EpochNs,
  problems: Problems
): ReadonlyMap<string, readonly Transition[]> {
  const found = new Map<string, Transition[]>();
  for (const frame of frames) {
    const moved = movedTo(origin, tagOf(frame, 'breaker-transitions'));
    const keys = moved === undefined ? [] : column(frame, 'clewBreaker');
    keys.forEach((cell, row) => {
      const transition = moved && readTransition(column(frame, 'clewTransition')[row], moved);
      const key = optionalText(cell);
      if (transition === undefined || key === undefined) {
        problems.row('table.bad-row', frameName(frame), cell);
      } else {
        found.set(key, [...(found.get(key) ?? []), transition]);
      }
    });
  }
  return found;
}

/** `undefined` when the tag does not say what its times are relative to. */
function movedTo(origin: EpochNs, tag: Tag | undefined): Moved | undefined {
  const own = readBigint(tag?.origin);
  if (own === undefined) {
    return undefined;
  }
  const shift = diffEpoch(epochNs(own), origin);
  return (time) => nanos(time + shift);
}

function readIdentity(value: unknown): BreakerIdentity | undefined {
  const name = isRecord(value) ? optionalText(value.name) : undefined;
  if (!isRecord(value) || name === undefined) {
    return undefined;
  }
  const [caller, callee, instance] = [value.caller, value.callee, value.instance].map(optionalText);
  return {
    name,
    ...(caller === undefined ? {} : { caller }),
    ...(callee === undefined ? {} : { callee }),
    ...(instance === undefined ? {} : { instance }),
  };
}

function readDisagreement(value: unknown, moved: Moved): Disagreement | undefined {
  if (!isRecord(value)) {
    return undefined;
  }
  const [start, end] = [numberOf(value.start), numberOf(value.end)];
  const [measured, inferred] = [readState(value.measured), readState(value.inferred)];
  return start === undefined || end === undefined || measured === undefined || inferred === undefined
    ? undefined
    : { start: moved(start), end: moved(end), measured, inferred };
}

function readShadow(value: unknown, moved: Moved): ShadowOutcome | undefined {
  const saved = isRecord(value) ? value.saved : undefined;
  const openedAt = isRecord(value) ? numberOf(value.openedAt) : undefined;
  return isRecord(value) && isRecord(saved) && openedAt !== undefined
    ? {
        openedAt: moved(openedAt),
        saved: { calls: numberOf(saved.calls) ?? 0, waiting: nanos(numberOf(saved.waiting) ?? 0) },
        calls: numberOf(value.calls) ?? 0,
      }
    : undefined;
}
