import type { Series } from '../../model';
import { diffEpoch, epochMsFromNs, type Nanos } from '../../units';
import { finish, type Steps } from '../../steps';
import { LaneBuilder, type Sampling } from '../lane/builder';
import { worstLane } from '../lane/worst';
import type { Breaker, BreakerOptions, BreakerWindow, CallCounts, InstanceLane } from '../types';
import { BREAKER_CONVENTIONS } from '../conventions';
import { insertUnseen, markWaiting } from './corrections';
import { addCounts, callCounts } from './counts';
import { eventReader } from './events';
import { groupSeries, type SeriesGroup } from './groups';
import { gaugeReader, type Reader, rejectionReader } from './readings';
import { eachSample, stepOf } from './samples';

/** What one sample speaks for, when a series has no other one to measure the distance to. */
const LONE_SAMPLE = 60e9;
/** A scrape may fail, and the one after it may be late. */
const MISSED_SAMPLES = 3;

/** One process' breaker, read. */
interface ReadLane {
  readonly group: SeriesGroup;
  readonly lane: InstanceLane;
  readonly calls: CallCounts | undefined;
}

/**
 * Breakers that metrics tell of: raw gauges and counters, as they were scraped. A breaker without series is not listed; a
 * stretch without samples is `unknown`. Processes with a breaker of the same name are one lane, the worst of them, with
 * their own beneath. Yields after each process.
 *
 * @returns times relative to the window's start; no callee where no label names one
 */
export function* measuringBreakers(
  series: readonly Series[],
  window: BreakerWindow,
  options: BreakerOptions = {}
): Steps<readonly Breaker[]> {
  const lanes = new Map<string, ReadLane[]>();
  for (const group of groupSeries(series, options.conventions ?? BREAKER_CONVENTIONS)) {
    const read = readGroup(group, window, options.staleAfter);
    if (read !== undefined) {
      const { name, caller, callee } = group.identity;
      const key = JSON.stringify([group.convention.name, group.lane.name, name, caller, callee]);
      lanes.set(key, [...(lanes.get(key) ?? []), read]);
    }
    yield;
  }
  return [...lanes.values()].flatMap(merged);
}

/** {@link measuringBreakers} in one go. */
export function measuredBreakers(
  series: readonly Series[],
  window: BreakerWindow,
  options: BreakerOptions = {}
): readonly Breaker[] {
  return finish(measuringBreakers(series, window, options));
}

function readGroup(group: SeriesGroup, window: BreakerWindow, staleAfter: Nanos | undefined): ReadLane | undefined {
  const source = stateOf(group);
  if (source === undefined) {
    return undefined;
  }
  const { read, series } = source;
  const originMs = epochMsFromNs(window.start);
  const end = diffEpoch(window.end, window.start);
  const builder = new LaneBuilder(end, samplingOf(series, staleAfter));
  eachSample(series, originMs, (at, values) => {
    if (at <= end) {
      builder.add(at, read(values));
    }
  });
  const counters = (role: 'calls' | 'failed' | 'rejected'): readonly Series[] => group.series.get(role) ?? [];
  const calls = callCounts(
    { calls: counters('calls'), failed: counters('failed'), rejected: counters('rejected') },
    originMs,
    end
  );
  const { waitsForCallAfter } = group.lane;
  const seen = insertUnseen(builder.finish(), calls);
  const lane = waitsForCallAfter === undefined ? seen : markWaiting(seen, calls, waitsForCallAfter);
  const { instance } = group.identity;
  return { group, lane: { instance: instance ?? '', ...lane }, calls };
}

/** The first source of state that has series, and how it is read. */
function stateOf({ lane, series: byRole }: SeriesGroup): { read: Reader; series: readonly Series[] } | undefined {
  const refusals = byRole.get('rejected') ?? [];
  for (const [index, source] of lane.states.entries()) {
    const series = source.form === 'rejections' ? refusals : (byRole.get(index) ?? []);
    if (series.length > 0) {
      switch (source.form) {
        case 'rejections': {
          const columns = [...new Set([...refusals, ...(byRole.get('calls') ?? [])])];
          return { series: columns, read: rejectionReader(refusals, columns.length) };
        }
        case 'events':
          return { series, read: eventReader(series, source.label, source.states) };
        default:
          return { series, read: gaugeReader(source, series) };
      }
    }
  }
  return undefined;
}

function samplingOf(series: readonly Series[], staleAfter: Nanos | undefined): Sampling {
  const step = stepOf(series) ?? LONE_SAMPLE;
  return { step, staleAfter: staleAfter ?? step * MISSED_SAMPLES };
}

function merged(lanes: readonly ReadLane[]): readonly Breaker[] {
  const [first] = lanes;
  if (first === undefined) {
    return [];
  }
  const { convention, identity } = first.group;
  const { instance, ...shared } = identity;
  const isOne = lanes.length === 1;
  const worst = worstLane(lanes.map(({ lane }) => lane));
  const calls = addCounts(lanes.flatMap((one) => (one.calls === undefined ? [] : [one.calls])));
  return [
    {
      identity: isOne && instance !== undefined ? identity : shared,
      basis: 'measured',
      source: convention.name,
      intervals: worst.intervals,
      transitions: worst.transitions,
      ...(calls === undefined ? {} : { calls }),
      disagreements: [],
      instances: isOne ? [] : lanes.map(({ lane }) => lane),
    },
  ];
}
