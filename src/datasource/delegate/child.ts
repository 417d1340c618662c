import { CoreApp, dateTime, rangeUtil, type DataQueryRequest, type TimeRange } from '@grafana/data';
import type { DataQuery } from '@grafana/schema';
import type { TimeWindow } from '../../engine/correlation';
import { epochMsFromNs } from '../../engine/units';
import type { Linked } from '../linked';

/** A query for a linked source: its own fields, and a `refId` that is unique within the request. */
export interface ChildTarget extends DataQuery {
  readonly [field: string]: unknown;
}

/** What to ask of one linked source in one request. */
export interface Ask {
  readonly source: Linked;
  /** Unique within a refresh: a request with an ID that is in use cancels the other. */
  readonly name: string;
  readonly targets: readonly ChildTarget[];
  readonly window: TimeWindow;
  /** Shortest sensible step in milliseconds, for series; the parent's when absent. */
  readonly minIntervalMs?: number;
}

/**
 * The request that a linked source sees. It differs from ours in the source that the targets name (Grafana posts to that
 * one), in its ID, and in having headers and variables of its own, because sources write into both. It is never said to
 * come from Explore, where Prometheus answers tables, and names no panel, whose cached answers it would share.
 */
export function childRequest(parent: DataQueryRequest, ask: Ask): DataQueryRequest {
  const { panelId, panelName, panelPluginId, dashboardUID, dashboardTitle, queryGroupId, ...rest } = parent;
  const range = childRange(parent.range, ask.window);
  const intervalMs = childInterval(parent, range, ask.minIntervalMs);
  const interval = rangeUtil.secondsToHms(intervalMs / 1000);
  return {
    ...rest,
    requestId: `${parent.requestId}-clew-${ask.name}`,
    app: parent.app === CoreApp.Explore ? CoreApp.Unknown : parent.app,
    range,
    rangeRaw: range.raw,
    interval,
    intervalMs,
    headers: { ...parent.headers },
    scopedVars: {
      ...parent.scopedVars,
      __interval: { text: interval, value: interval },
      __interval_ms: { text: String(intervalMs), value: intervalMs },
    },
    targets: ask.targets.map((target) => ({
      ...target,
      datasource: { uid: ask.source.uid, type: ask.source.type },
    })),
  };
}

/** The window as a range. `raw` stays what the user chose ("now-1h") while the window is the one that was chosen. */
function childRange(chosen: TimeRange, window: TimeWindow): TimeRange {
  const from = dateTime(Math.floor(epochMsFromNs(window.from)));
  const to = dateTime(Math.ceil(epochMsFromNs(window.to)));
  const same = from.valueOf() === chosen.from.valueOf() && to.valueOf() === chosen.to.valueOf();
  return { from, to, raw: same ? chosen.raw : { from, to } };
}

/** Series of a shorter or longer window than the panel's get a step that gives as many points. */
function childInterval(parent: DataQueryRequest, range: TimeRange, minIntervalMs: number | undefined): number {
  if (minIntervalMs === undefined) {
    return parent.intervalMs;
  }
  const points = parent.maxDataPoints ?? 1000;
  const lowLimit = rangeUtil.secondsToHms(minIntervalMs / 1000);
  return rangeUtil.calculateInterval(range, points, lowLimit).intervalMs;
}
