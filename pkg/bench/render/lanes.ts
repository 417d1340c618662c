import type { Browser } from '@playwright/test';
import type { Measure } from '../measure';
import { breakerDay } from './breakers';
import { type PanelPage, serveMemory } from './page';
import { follow, longestTask, measured, warmPage, watch, wheel } from './tasks';

const BREAKERS = 200;
const START_MS = Date.UTC(2026, 10, 20);
const HOURS = 24;
const STEP_MS = 15_000;
const SAMPLES = 5761;
/** A task above this would be seen as a stutter on mounting, or on scrolling. Milliseconds. */
const MOUNT_BOUND = 200;
const SCROLL_BOUND = 50;
const WHEEL_STEPS = 60;
const WHEEL_PIXELS = 300;
const WARM = goal('warm', 1);
const DAY = goal('day', BREAKERS);

function goal(uid: string, breakers: number) {
  return { uid, drawn: `[data-testid="clew-lanes"][data-lanes="${breakers}"]` };
}

/** Breakers of a day in 15 s samples, from the raw gauges of resilience4j: 200 mounted, and scrolled. */
export async function* breakerLanes(browser: Browser, dist?: string): AsyncGenerator<Measure> {
  const memory = breakerDay({ breakers: BREAKERS, startMs: START_MS, hours: HOURS, stepMs: STEP_MS });
  const served = await serveMemory(memory, [page(WARM.uid, 'name="client-0"'), page(DAY.uid, '')], dist);
  const warm = () => warmPage(browser, served.address(WARM.uid), WARM);
  try {
    yield* measured(`breakers-mount-${BREAKERS}`, MOUNT_BOUND, async () => {
      const tab = await warm();
      await watch(browser, tab);
      await follow(tab, DAY);
      return longestTask(browser, tab);
    });
    yield* measured(`breakers-scroll-${BREAKERS}`, SCROLL_BOUND, async () => {
      const tab = await warm();
      await follow(tab, DAY);
      await tab.getByRole('grid').hover();
      await watch(browser, tab);
      await wheel(tab, WHEEL_STEPS, WHEEL_PIXELS);
      // A jump to the last breaker and back, as with the keys.
      await tab.getByRole('grid').press('Control+End');
      await tab.getByRole('grid').press('Control+Home');
      return longestTask(browser, tab);
    });
  } finally {
    await served.close();
  }
}

function page(uid: string, where: string): PanelPage {
  const end = START_MS + HOURS * 3_600_000;
  return {
    uid,
    title: 'Breakers',
    type: 'clew-circuitbreaker-panel',
    metrics: [
      `resilience4j_circuitbreaker_state{${where}}`,
      `resilience4j_circuitbreaker_not_permitted_calls_total{${where}}`,
    ],
    maxDataPoints: SAMPLES,
    time: { from: new Date(START_MS).toISOString(), to: new Date(end).toISOString() },
    options: {},
  };
}
