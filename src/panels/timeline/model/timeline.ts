import type { CoverageGap, Join, ReportLine } from '../../../engine/correlation';
import type { LogTable } from '../../../engine/model';
import type { Problem } from '../../../engine/result';
import { diffEpoch, type EpochMs, type EpochNs, epochNsFromMs, nanos } from '../../../engine/units';
import type { TimelineCorrection } from './correct';
import { defaultExtent, requestExtent } from './extent';
import { findFirstFailure } from './firstFailure';
import { layItems } from './items';
import { laneServices, makeLanes } from './lanes';
import { signalPresence } from './presence';
import { findTears } from './tears';
import type { Timeline } from './types';

/** What a timeline is made of. */
export interface TimelineInput {
  readonly join: Join;
  /** The tables as the sources gave them: how they were cut is lost in the join. */
  readonly tables: readonly LogTable[];
  readonly report: readonly ReportLine[];
  readonly gaps: readonly CoverageGap[];
  readonly problems: readonly Problem[];
  /** The ID that was asked for; absent over plain frames. */
  readonly id: string | undefined;
  /** Every line belongs to the ID, because it was asked for by it. */
  readonly byId: boolean;
  /** The dashboard's time range: where to look when no span and no line was found. */
  readonly range: { readonly from: EpochMs; readonly to: EpochMs };
  readonly loading: boolean;
  /** What was moved in `join`. */
  readonly correction?: TimelineCorrection;
  /** Metric strips per lane, at most. */
  readonly strips: number;
}

/**
 * Everything the panel knows of a join, independent of zoom, filter and size. Pure.
 *
 * Complexity: O(n log n) of spans and lines, and O(spans * rows) for the packing of one lane.
 */
export function makeTimeline(input: TimelineInput): Timeline {
  const { join, report, range } = input;
  const origin = originOf(input);
  const services = laneServices(join);
  const laneOf = new Map(services.map((service, lane) => [service.key, lane]));
  const items = layItems(join, origin, (key) => laneOf.get(key) ?? 0);
  const request = requestExtent(items);
  const dashboard = {
    from: diffEpoch(epochNsFromMs(range.from), origin),
    to: diffEpoch(epochNsFromMs(range.to), origin),
  };
  return {
    join,
    origin,
    items,
    request,
    lanes: makeLanes(services, { join, items, origin, request, strips: input.strips }),
    zero: request?.from ?? nanos(items.time[0] ?? dashboard.from),
    extent: defaultExtent(join, items, input.byId || input.id !== undefined, dashboard),
    tears: findTears(input.tables, join.traces, origin),
    firstFailure: findFirstFailure({ join, items }),
    presence: signalPresence(join, report, input.loading),
    report,
    gaps: input.gaps,
    problems: input.problems,
    id: input.id,
    correction: input.correction,
  };
}

function originOf({ join, range }: TimelineInput): EpochNs {
  const dated = join.traces.some((trace) => trace.size > 0) || join.logs.size > 0;
  return dated ? join.origin : epochNsFromMs(range.from);
}
