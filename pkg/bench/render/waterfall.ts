import type { Browser } from '@playwright/test';
import type { Measure } from '../measure';
import { servePanels } from './page';
import { follow, longestTask, measured, warmPage, watch, wheel } from './tasks';
import { bigTrace } from './traces';

const MOUNTED = 10_000;
const SCROLLED = 50_000;
/** A task above this would be seen as a stutter on mounting, or on scrolling. Milliseconds. */
const MOUNT_BOUND = 200;
const SCROLL_BOUND = 50;
const WHEEL_STEPS = 60;
const WHEEL_PIXELS = 900;
const WARM = goal('warm', 'a', 50);
const MOUNT = goal('mount', 'b', MOUNTED);
const SCROLL = goal('scroll', 'c', SCROLLED);

function goal(uid: string, digit: string, size: number) {
  return { uid, id: digit.repeat(32), size, drawn: `[data-testid="clew-axis"][data-lines="${size}"]` };
}

/** The critical path of one trace: 10,000 spans mounted, 50,000 scrolled. */
export async function* waterfall(browser: Browser, dist?: string): AsyncGenerator<Measure> {
  const traces = { resourceSpans: [WARM, MOUNT, SCROLL].flatMap(({ id, size }) => bigTrace(id, size)) };
  const pages = [WARM, MOUNT, SCROLL].map(({ uid, id, size }) => ({
    uid,
    title: `${size} spans`,
    traceIds: [id],
    options: {},
  }));
  const served = await servePanels(traces, pages, dist);
  const warm = () => warmPage(browser, served.address(WARM.uid), WARM);
  try {
    yield* measured(`mount-${MOUNTED}`, MOUNT_BOUND, async () => {
      const page = await warm();
      await watch(browser, page);
      await follow(page, MOUNT);
      return longestTask(browser, page);
    });
    yield* measured(`scroll-${SCROLLED}`, SCROLL_BOUND, async () => {
      const page = await warm();
      await follow(page, SCROLL);
      await page.getByRole('treegrid').hover();
      await watch(browser, page);
      await wheel(page, WHEEL_STEPS, WHEEL_PIXELS);
      // A jump to the end and back, as with the keys.
      await page.getByRole('treegrid').press('End');
      await page.getByRole('treegrid').press('Home');
      return longestTask(browser, page);
    });
  } finally {
    await served.close();
  }
}
