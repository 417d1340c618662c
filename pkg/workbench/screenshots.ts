/**
 * Pictures of the demo, for README and the catalogue: `tsx pkg/workbench/screenshots.ts FOLDER ADDRESS`, with the address
 * that `npm run demo` printed. Writes dark, light and narrow PNGs of the dashboard and of the Investigate page.
 */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { type Browser, chromium } from '@playwright/test';
import { browserOptions } from './browser';

interface Shot {
  readonly file: string;
  readonly theme: 'dark' | 'light';
  readonly width: number;
  readonly height: number;
}

const SHOTS: readonly Shot[] = [
  { file: 'dark', theme: 'dark', width: 1500, height: 900 },
  { file: 'light', theme: 'light', width: 1500, height: 900 },
  { file: 'narrow', theme: 'dark', width: 500, height: 900 },
];
/** Canvas and charts settle after the last answer; nothing on the page says when. */
const SETTLE_MS = 1500;

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});

async function main([folder, address]: readonly string[]): Promise<void> {
  if (folder === undefined || address === undefined) {
    console.error('usage: tsx pkg/workbench/screenshots.ts FOLDER ADDRESS');
    process.exit(2);
  }
  mkdirSync(folder, { recursive: true });
  const browser = await chromium.launch(browserOptions());
  const investigate = new URL('/a/clew-incident-app/investigate', address).href;
  for (const shot of SHOTS) {
    const to = (name: string) => path.join(folder, `${name}-${shot.file}.png`);
    await take(browser, shot, to('timeline'), address, '[data-testid^="clew-lane"]:has-text("p99")');
    await take(browser, shot, to('investigate'), investigate, '[data-testid="clew-source prom"] [role="img"]');
  }
  await browser.close();
}

async function take(browser: Browser, shot: Shot, file: string, address: string, ready: string): Promise<void> {
  const page = await browser.newPage({ viewport: { width: shot.width, height: shot.height }, timezoneId: 'UTC' });
  const url = new URL(address);
  url.searchParams.set('theme', shot.theme);
  await page.goto(url.href);
  await page.locator(ready).first().waitFor();
  await page.waitForTimeout(SETTLE_MS);
  await page.screenshot({ path: file });
  await page.close();
}
