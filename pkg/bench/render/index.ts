import { chromium } from '@playwright/test';
import { browserOptions } from '../../workbench/browser';
import type { Measure } from '../measure';
import { breakerLanes } from './lanes';
import { waterfall } from './waterfall';

/**
 * Mounts and scrolls panels in a headless Chromium, and gives the longest task of the page's main thread, by
 * `PerformanceObserver`: the median of five pages. Tasks below 50 ms are not reported by browsers; 0 is none above. All
 * that the page does counts: parsing the answer, Grafana's own work on frames, ours, React's and the canvas's. The bundle
 * must have been built.
 *
 * A task is as long as it takes on the clock: on a machine that is busy otherwise it waits for the processor, with the page's
 * other threads and the server beside it. The rows `-cpu` are what the longest task itself needs, and do not depend on that.
 */
export async function* renderBench(dist?: string): AsyncGenerator<Measure> {
  const browser = await chromium.launch(browserOptions());
  try {
    yield* waterfall(browser, dist);
    yield* breakerLanes(browser, dist);
  } finally {
    await browser.close();
  }
}
