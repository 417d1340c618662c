import { rangeUtil } from '@grafana/data';
import type { TimeWindow } from '../../engine/correlation';
import { epochMsFromNs } from '../../engine/units';
import type { LegContext } from '../legs/leg';
import type { Linked } from '../linked';

/** Prometheus' own default, when the source does not say how often it scrapes. */
const DEFAULT_SCRAPE = '15s';
/** A rate needs two samples even when one was missed; Grafana's `$__rate_interval` takes as many. */
const SCRAPES_PER_RATE = 4;
const DEFAULT_POINTS = 1000;

/** How often a metric source scrapes, in milliseconds, as its own settings say. */
export function scrapeInterval({ jsonData }: Linked): number {
  const { timeInterval } = jsonData;
  const text = typeof timeInterval === 'string' && timeInterval.trim() !== '' ? timeInterval.trim() : DEFAULT_SCRAPE;
  try {
    return rangeUtil.intervalToMs(text);
  } catch {
    // The source's own settings hold what it cannot use either.
    return rangeUtil.intervalToMs(DEFAULT_SCRAPE);
  }
}

/** Milliseconds of a rate: as `$__rate_interval`, for the window that is asked and not the panel's. */
export function rateMs({ from, to }: TimeWindow, scrapeMs: number, { parent }: LegContext): number {
  const points = parent.maxDataPoints ?? DEFAULT_POINTS;
  const step = Math.max(scrapeMs, (epochMsFromNs(to) - epochMsFromNs(from)) / points);
  return Math.max(step + scrapeMs, SCRAPES_PER_RATE * scrapeMs);
}
