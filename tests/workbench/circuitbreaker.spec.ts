import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { type PanelPage, type Served, serveMemory } from '../../pkg/bench/render/page';
import { remember } from '../../pkg/workbench/sources';
import type { Telemetry } from '../../pkg/workbench/sources/telemetry';
import { resilience4jOf, STEP_MS } from './breakerTelemetry';

const ROOT = path.resolve(__dirname, '../..');
const START_MS = Date.UTC(2026, 10, 21, 14, 0);
const BREAKERS = '{__name__=~"resilience4j_circuitbreaker_.*"}';
const SHOP = `
  payment>fraud-detection ------------------------######v######v######v---------------------
  checkout>payment        ------------------------------------#########v--------------------
  orders>inventory        .......-----------------------------------------------------------
  search>catalogue        ------------------------FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF
  mail>smtp               DDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDD
  cart>prices             -------------------------------------------------------------#####
`;
const STEPS = 65;

let shop: Served;
let missing: Served;

test.beforeAll(async () => {
  test.setTimeout(240_000);
  const time = range(START_MS, START_MS + STEPS * STEP_MS);
  const page = (uid: string, more: Partial<PanelPage> = {}): PanelPage => ({
    uid,
    title: 'Breakers',
    type: 'clew-circuitbreaker-panel',
    metrics: [BREAKERS],
    time,
    options: {},
    ...more,
  });
  const metrics = [...resilience4jOf(SHOP, START_MS), upOf(START_MS)];
  shop = await serveMemory(remember({ traces: { resourceSpans: [] }, logs: [], metrics, exemplars: [] }), [
    page('shop'),
    page('tiles', { options: { mode: 'tiles' } }),
    page('narrow', { width: 8, height: 12 }),
    page('tiny', { width: 4, height: 4 }),
    page('none', { metrics: ['up'] }),
    page('failed', { metrics: ['rate('] }),
    page('partial', { metrics: ['rate(', BREAKERS] }),
  ]);
  const traces = stage();
  missing = await serveMemory(remember({ traces, logs: [], metrics: [], exemplars: [] }), [
    page('missing', { metrics: [], traceIds: traceIds(traces), time: extent(traces) }),
  ]);
});

test.afterAll(async () => {
  await shop.close();
  await missing.close();
});

test('what is open comes first, and the summary says it', async ({ page }) => {
  const complaints = listen(page);
  await page.goto(shop.address('shop'));
  await expect(page.getByTestId('clew-summary')).toContainText('1 open now');
  await expect(page.getByTestId('clew-summary')).toContainText('1 forced open now');
  const rows = page.getByRole('grid').getByRole('row');
  await expect(rows).toHaveCount(6);
  await expect(rows.first()).toContainText(/cart → prices|search → catalogue/);
  await page.getByRole('radio', { name: 'Caller' }).check({ force: true });
  await expect(rows.first()).toContainText('cart → prices');
  await expect(rows.nth(1)).toContainText('checkout → payment');
  expect(complaints).toEqual([]);
});

test('states are read by keys, opened, and lead to the requests around them', async ({ page }) => {
  await page.goto(shop.address('shop'));
  await page.getByRole('radio', { name: 'Name' }).check({ force: true });
  const grid = page.getByRole('grid');
  await grid.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(page.getByTestId('clew-live')).toContainText('payment → fraud-detection: State closed');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await expect(page.getByTestId('clew-live')).toContainText('State open');
  await page.keyboard.press('Enter');
  const details = page.getByTestId('clew-details');
  await expect(details).toContainText('payment → fraud-detection');
  await expect(details.getByRole('link', { name: 'requests around' })).toHaveAttribute(
    'href',
    /investigate\?service=payment&from=/
  );
  await page.keyboard.press('Escape');
  await expect(details).toBeHidden();
});

test('the pointer tells of a state, and a dragged stretch is the new time range', async ({ page }) => {
  await page.goto(shop.address('shop'));
  await expect(page.getByRole('grid').getByRole('row').first()).toBeVisible();
  const box = await page.getByTestId('clew-lanes').locator('canvas').boundingBox();
  if (box === null) {
    throw new Error('nothing is drawn');
  }
  await page.mouse.move(box.x + box.width - 20, box.y + 20);
  await expect(page.getByTestId('clew-tooltip')).toContainText(/State(forced )?open/);
  await page.mouse.move(box.x + box.width / 2, box.y + 20);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2 + 200, box.y + 20);
  await page.mouse.up();
  await expect(page).toHaveURL(/from=2026-11-21T14:02|from=179/);
});

test('the same in words, and as tiles for a wall', async ({ page }) => {
  await page.goto(shop.address('shop'));
  await page.getByRole('radio', { name: 'Table' }).check({ force: true });
  await expect(page.getByTestId('clew-breakers').getByRole('row')).toHaveCount(7);
  await expect(page.getByTestId('clew-changes')).toContainText('resilience4j_circuitbreaker_state changed');
  await page.getByRole('radio', { name: 'Tiles' }).check({ force: true });
  await expect(page.getByTestId('clew-tiles').getByRole('button')).toHaveCount(6);
  await expect(page.getByTestId('clew-tiles').getByRole('button').first()).toContainText(/open.*since 14:/);
});

test('an edge without a breaker has the one that it wants', async ({ page }) => {
  const complaints = listen(page);
  await page.goto(missing.address('missing'));
  const row = page.getByRole('grid').getByRole('row', { name: /checkout → payment/ });
  await expect(row).toContainText('no breaker: would have opened at');
  await row.click();
  await expect(page.getByTestId('clew-details')).toContainText(/\d+ calls and .* of waiting saved/);
  await expect(page.getByTestId('clew-footer')).toContainText('independent of its load');
  expect(complaints).toEqual([]);
});

test('a narrow panel keeps lanes and details', async ({ page }) => {
  await page.goto(shop.address('narrow'));
  await page.getByRole('grid').getByRole('row').first().click();
  await expect(page.getByTestId('clew-details')).toBeVisible();
  await page.goto(shop.address('tiny'));
  await expect(page.getByRole('grid').getByRole('row').first()).toBeVisible();
  await expect(page.getByRole('toolbar')).toBeHidden();
});

test('why there is nothing to draw is a message, and one bad query hides nothing', async ({ page }) => {
  await page.goto(shop.address('none'));
  await expect(page.getByTestId('clew-state empty')).toContainText('no known library’s breakers write: up');
  await page.goto(shop.address('failed'));
  await expect(page.getByTestId('clew-state failed')).toBeVisible();
  await page.goto(shop.address('partial'));
  await expect(page.getByRole('grid').getByRole('row')).toHaveCount(6);
  await expect(page.getByTestId('clew-footer')).toContainText('M0');
});

for (const theme of ['dark', 'light']) {
  test(`lanes, details, tiles and tables are accessible (${theme})`, async ({ page }) => {
    await page.goto(`${shop.address('shop')}?theme=${theme}`);
    await page.getByRole('grid').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(page.getByTestId('clew-details')).toBeVisible();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    for (const mode of ['Tiles', 'Table']) {
      await page.getByRole('radio', { name: mode }).check({ force: true });
      expect(await violations(page)).toEqual([]);
    }
    await page.goto(`${missing.address('missing')}?theme=${theme}`);
    await expect(page.getByRole('grid').getByRole('row').first()).toBeVisible();
    expect(await violations(page)).toEqual([]);
  });
}

function range(fromMs: number, toMs: number) {
  return { from: new Date(fromMs).toISOString(), to: new Date(toMs).toISOString() };
}

/** A metric that is no breaker's. */
function upOf(startMs: number): Telemetry['metrics'][number] {
  const values = Array.from({ length: STEPS }, (_, at): readonly [number, string] => [
    (startMs + at * STEP_MS) / 1000,
    '1',
  ]);
  return { data: { result: [{ metric: { __name__: 'up', job: 'shop' }, values }] } };
}

/** The incident of an edge without a breaker, as the lab stages it. */
function stage(): Telemetry['traces'] {
  const out = mkdtempSync(path.join(tmpdir(), 'clew-circuitbreaker-'));
  execFileSync(
    process.execPath,
    ['--import', 'tsx', 'pkg/lab/main.ts', 'run', 'breaker-missing', '--out', out, '--scale', '0.2'],
    { cwd: ROOT, stdio: 'pipe' }
  );
  // OTLP JSON, as our own lab wrote it.
  const traces: Telemetry['traces'] = JSON.parse(readFileSync(path.join(out, 'traces.json'), 'utf8'));
  return traces;
}

function spansOf({ resourceSpans }: Telemetry['traces']) {
  return resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans));
}

function traceIds(traces: Telemetry['traces']): readonly string[] {
  return [...new Set(spansOf(traces).map(({ traceId }) => traceId))];
}

function extent(traces: Telemetry['traces']) {
  const starts = spansOf(traces).map(({ startTimeUnixNano }) => Number(BigInt(startTimeUnixNano) / BigInt(1e6)));
  return range(Math.min(...starts), Math.max(...starts) + 1000);
}

/** What axe finds in the panel by WCAG 2.1 A and AA, in words that a failing test can print. */
async function violations(page: Page): Promise<readonly string[]> {
  const { violations: found } = await new AxeBuilder({ page })
    .include('[data-testid="clew-circuit-breakers"]')
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'])
    .analyze();
  return found.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`));
}

/** Everything that a browser's console would show in red. */
function listen(page: Page): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  return complaints;
}
