import type { Browser, Page } from '@playwright/test';
import { type Measure, within } from '../measure';
import { longestTaskCpu, TRACE_CATEGORIES } from './trace-events';

const BENCH = 'render';
const ROUNDS = 5;
const SETTLE_MS = 1000;
/** Fifty thousand spans are 23 MB of JSON, which a server in the same process writes. */
const PATIENCE_MS = 120_000;

/** A dashboard, and what is on the page once its panel has drawn. */
export interface Goal {
  readonly uid: string;
  readonly drawn: string;
}

/** The longest task of a page's main thread, in milliseconds: on the clock, and of the processor. */
interface Longest {
  readonly clock: number;
  readonly cpu: number;
}

/** Measures five times on pages of their own: the medians, on the clock and of the processor. */
export async function* measured(
  measure: string,
  bound: number,
  run: () => Promise<Longest>
): AsyncGenerator<Measure, void> {
  const values: Longest[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    values.push(await run());
  }
  yield within({ bench: BENCH, measure }, median(values.map(({ clock }) => clock)), bound);
  yield within({ bench: BENCH, measure: `${measure}-cpu` }, median(values.map(({ cpu }) => cpu)), bound);
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

/** A page that has drawn something small: modules are loaded, and the observer is in place. */
export async function warmPage(browser: Browser, address: string, { drawn }: Pick<Goal, 'drawn'>): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1500, height: 900 }, timezoneId: 'UTC' });
  await page.addInitScript(() => {
    const tasks: number[] = [];
    Object.assign(window, { clewTasks: tasks });
    new PerformanceObserver((list) => list.getEntries().forEach(({ duration }) => tasks.push(duration))).observe({
      type: 'longtask',
    });
  });
  await page.goto(address);
  await settled(page, drawn);
  return page;
}

/** Goes to another dashboard as a link in Grafana does, without loading the page anew. */
export async function follow(page: Page, to: Goal): Promise<void> {
  await page.evaluate((href) => {
    const link = document.createElement('a');
    link.href = href;
    document.body.append(link);
    link.click();
    link.remove();
  }, `/d/${to.uid}`);
  await settled(page, to.drawn);
}

async function settled(page: Page, selector: string): Promise<void> {
  await page.locator(selector).waitFor({ timeout: PATIENCE_MS });
  await page.waitForTimeout(SETTLE_MS);
}

/** Turns the wheel, a step a frame. */
export async function wheel(page: Page, steps: number, pixels: number): Promise<void> {
  for (let step = 0; step < steps; step += 1) {
    await page.mouse.wheel(0, pixels);
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  }
}

/** What the page did before does not count. */
export async function watch(browser: Browser, page: Page): Promise<void> {
  await browser.startTracing(page, { categories: [...TRACE_CATEGORIES] });
  await page.evaluate(() => Reflect.set(Reflect.get(window, 'clewTasks'), 'length', 0));
}

/** The longest task since {@link watch}, once the page is quiet. Closes the page. */
export async function longestTask(browser: Browser, page: Page): Promise<Longest> {
  await page.waitForTimeout(SETTLE_MS);
  // An array of numbers: the script above put it there.
  const longest: unknown = await page.evaluate(() => Math.max(0, ...Reflect.get(window, 'clewTasks')));
  const cpu = longestTaskCpu(await browser.stopTracing());
  await page.close();
  return { clock: typeof longest === 'number' ? longest : NaN, cpu };
}
