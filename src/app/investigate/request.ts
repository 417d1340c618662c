import { CoreApp, type DataQueryRequest, dateTime, type RawTimeRange, rangeUtil, type TimeRange } from '@grafana/data';
import type { DataQuery } from '@grafana/schema';

/** Points of a series that a page can show. */
const MAX_POINTS = 1000;

let asked = 0;

/** A range of an address as Grafana's own: bounds are date math, or epoch milliseconds in digits. */
export function timeRangeOf({ from, to }: { readonly from: string; readonly to: string }): TimeRange {
  const bound = (text: string) => (/^\d+$/.test(text) ? dateTime(Number(text)) : text);
  return rangeUtil.convertRawToRange({ from: bound(from), to: bound(to) });
}

/** A range as an address carries it. */
export function boundsOf({ from, to }: RawTimeRange): { readonly from: string; readonly to: string } {
  return { from: String(from.valueOf()), to: String(to.valueOf()) };
}

/** A request of one of the app's pages. IDs differ, because sources cancel a request whose ID comes again. */
export function pageRequest(targets: DataQuery[], range: TimeRange): DataQueryRequest {
  asked += 1;
  const { interval, intervalMs } = rangeUtil.calculateInterval(range, MAX_POINTS);
  return {
    requestId: `clew-app-${asked}`,
    app: CoreApp.Unknown,
    targets,
    range,
    rangeRaw: range.raw,
    interval,
    intervalMs,
    maxDataPoints: MAX_POINTS,
    timezone: 'browser',
    startTime: Date.now(),
    scopedVars: {
      __interval: { text: interval, value: interval },
      __interval_ms: { text: String(intervalMs), value: intervalMs },
    },
  };
}
