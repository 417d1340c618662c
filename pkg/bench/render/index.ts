import { type Browser, chromium, type Page } from '@playwright/test';
import { browserOptions } from '../../workbench/browser';
import { type Measure, within } from '../measure';
import { servePanels } from './page';
import { longestTaskCpu, TRACE_CATEGORIES } from './trace-events';
import { bigTrace } from './traces';

const BENCH = 'render';
const ROUNDS = 5;
const MOUNTED = 10_000;
const SCROLLED = 50_000;
/** A task above this would be seen as a stutter on mounting, or on scrolling. Milliseconds. */
const MOUNT_BOUND = 200;
const SCROLL_BOUND = 50;
const SETTLE_MS = 1000;
/** Fifty thousand spans are 23 MB of JSON, which a server in the same process writes. */
const PATIENCE_MS = 120_000;
const WHEEL_STEPS = 60;
const WHEEL_PIXELS = 900;
const WARM = { uid: 'warm', id: 'a'.repeat(32), size: 50 };
const MOUNT = { uid: 'mount', id: 'b'.repeat(32), size: MOUNTED };
const SCROLL = { uid: 'scroll', id: 'c'.repeat(32), size: SCROLLED };

/**
 * Mounts and scrolls the critical-path panel in a headless Chromium, and gives the longest task of the page's main thread,
 * by `PerformanceObserver`: the median of five pages. Tasks below 50 ms are not reported by browsers; 0 is none above. All
 * that the page does counts: parsing the answer, Grafana's own work on frames, ours, React's and the canvas's. The bundle
 * must have been built.
 *
 * A task is as long as it takes on the clock: on a machine that is busy otherwise it waits for the processor, with the page's
 * other threads and the server beside it. The rows `-cpu` are what the longest task itself needs, and do not depend on that.
 */
export async function* renderBench(dist?: string): AsyncGenerator<Measure> {
  const traces = { resourceSpans: [WARM, MOUNT, SCROLL].flatMap(({ id, size }) => bigTrace(id, size)) };
  const pages = [WARM, MOUNT, SCROLL].map(({ uid, id, size }) => ({
    uid,
    title: `${size} spans`,
    traceIds: [id],
    options: {},
  }));
  const served = await servePanels(traces, pages, dist);
  const browser = await chromium.launch(browserOptions());
  try {
    const warm = served.address(WARM.uid);
    yield* measured(`mount-${MOUNTED}`, await repeated(() => mount(browser, warm)), MOUNT_BOUND);
    yield* measured(`scroll-${SCROLLED}`, await repeated(() => scroll(browser, warm)), SCROLL_BOUND);
  } finally {
    await browser.close();
    await served.close();
  }
}

/** The longest task of a page's main thread, in milliseconds: on the clock, and of the processor. */
interface Longest {
  readonly clock: number;
  readonly cpu: number;
}

async function repeated(run: () => Promise<Longest>): Promise<readonly Longest[]> {
  const values: Longest[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    values.push(await run());
  }
  return values;
}

function* measured(measure: string, values: readonly Longest[], bound: number): Generator<Measure> {
  yield within({ bench: BENCH, measure }, median(values.map(({ clock }) => clock)), bound);
  yield within({ bench: BENCH, measure: `${measure}-cpu` }, median(values.map(({ cpu }) => cpu)), bound);
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

async function mount(browser: Browser, warm: string): Promise<Longest> {
  const page = await warmPage(browser, warm);
  await watch(browser, page);
  await follow(page, MOUNT);
  return longestTask(browser, page);
}

async function scroll(browser: Browser, warm: string): Promise<Longest> {
  const page = await warmPage(browser, warm);
  await follow(page, SCROLL);
  await page.getByRole('treegrid').hover();
  await watch(browser, page);
  for (let step = 0; step < WHEEL_STEPS; step += 1) {
    await page.mouse.wheel(0, WHEEL_PIXELS);
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  }
  // A jump to the end and back, as with the keys.
  await page.getByRole('treegrid').press('End');
  await page.getByRole('treegrid').press('Home');
  await page.waitForTimeout(SETTLE_MS);
  return longestTask(browser, page);
}

/** A page that has drawn a small trace: modules are loaded, and the observer is in place. */
async function warmPage(browser: Browser, address: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1500, height: 900 }, timezoneId: 'UTC' });
  await page.addInitScript(() => {
    const tasks: number[] = [];
    Object.assign(window, { clewTasks: tasks });
    new PerformanceObserver((list) => list.getEntries().forEach(({ duration }) => tasks.push(duration))).observe({
      type: 'longtask',
    });
  });
  await page.goto(address);
  await drawn(page, WARM.size);
  return page;
}

/** Goes to another dashboard as a link in Grafana does, without loading the page anew. */
async function follow(page: Page, to: typeof WARM): Promise<void> {
  await page.evaluate((href) => {
    const link = document.createElement('a');
    link.href = href;
    document.body.append(link);
    link.click();
    link.remove();
  }, `/d/${to.uid}`);
  await drawn(page, to.size);
}

async function drawn(page: Page, size: number): Promise<void> {
  await page.locator(`[data-testid="clew-axis"][data-lines="${size}"]`).waitFor({ timeout: PATIENCE_MS });
  await page.waitForTimeout(SETTLE_MS);
}

/** What the page did before does not count. */
async function watch(browser: Browser, page: Page): Promise<void> {
  await browser.startTracing(page, { categories: [...TRACE_CATEGORIES] });
  await page.evaluate(() => Reflect.set(Reflect.get(window, 'clewTasks'), 'length', 0));
}

async function longestTask(browser: Browser, page: Page): Promise<Longest> {
  // An array of numbers: the script above put it there.
  const longest: unknown = await page.evaluate(() => Math.max(0, ...Reflect.get(window, 'clewTasks')));
  const cpu = longestTaskCpu(await browser.stopTracing());
  await page.close();
  return { clock: typeof longest === 'number' ? longest : NaN, cpu };
}
