import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { bigTrace } from '../../pkg/bench/render/traces';
import { type PanelPage, type Served, servePanels } from '../../pkg/bench/render/page';
import type { Telemetry } from '../../pkg/workbench/sources/telemetry';

const ROOT = path.resolve(__dirname, '../..');
const SCENARIO = 'latency-spike';
const BIG = { id: 'b'.repeat(32), size: 10_000 };
const REQUESTS = 100;
/** The slow operation of the staged incident, as its truth tells it. */
const CAUSE = /permissions/;

let served: Served;

test.beforeAll(async () => {
  test.setTimeout(240_000);
  const incident = stage();
  const traces = { resourceSpans: [...incident.resourceSpans, ...bigTrace(BIG.id, BIG.size)] };
  const requests = requestIds(incident);
  const page = (uid: string, traceIds: readonly string[], more: Partial<PanelPage> = {}): PanelPage => ({
    uid,
    title: uid,
    traceIds,
    options: {},
    ...more,
  });
  served = await servePanels(traces, [
    page('many', requests),
    page('one', slowest(incident, 1)),
    page('big', [BIG.id]),
    page('unknown', ['d'.repeat(32)]),
    page('narrow', slowest(incident, 1), { width: 9, height: 12 }),
    page('tolerant', slowest(incident, 1), { options: { rule: 'tolerant' } }),
  ]);
});

test.afterAll(() => served.close());

test('one slow request: the operation that made it slow is the loudest', async ({ page }) => {
  const complaints = listen(page);
  await page.goto(served.address('one'));
  await expect(page.getByTestId('clew-strip').getByRole('button').first()).toContainText('auth-service');
  await expect(page.getByTestId('clew-operations').getByRole('row').nth(1)).toContainText(CAUSE);
  await expect(page.getByTestId('clew-footer')).toContainText('Rule: last-finishing child');
  expect(complaints).toEqual([]);
});

test('one request is walked by keys, folded, zoomed and opened', async ({ page }) => {
  await page.goto(served.address('one'));
  const grid = page.getByRole('treegrid');
  await expect(grid).toBeVisible();
  await page.keyboard.press('Tab');
  await grid.focus();
  await page.keyboard.press('Home');
  const rows = await grid.getByRole('row').count();
  await page.keyboard.press('ArrowLeft');
  await expect(grid.getByRole('row')).toHaveCount(1);
  await page.keyboard.press('ArrowRight');
  await expect(grid.getByRole('row')).toHaveCount(rows);
  await page.keyboard.press('+');
  await expect(page.getByRole('button', { name: 'Show everything' })).toBeVisible();
  await page.keyboard.press('0');
  await expect(page.getByRole('button', { name: 'Show everything' })).toBeHidden();
  await page.keyboard.press('p');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('clew-details')).toContainText('Drag');
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('clew-details')).toBeHidden();
});

test('dragging across the bars zooms, and the tooltip tells what lies under the pointer', async ({ page }) => {
  await page.goto(served.address('one'));
  const canvas = page.getByTestId('clew-waterfall').locator('canvas');
  const box = await canvas.boundingBox();
  if (box === null) {
    throw new Error('nothing is drawn');
  }
  await page.mouse.move(box.x + box.width * 0.5, box.y + 10);
  await expect(page.getByTestId('clew-tooltip')).toContainText('Duration');
  await page.mouse.move(box.x + box.width * 0.3, box.y + 10);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.6, box.y + 10, { steps: 4 });
  await page.mouse.up();
  await expect(page.getByRole('button', { name: 'Show everything' })).toBeVisible();
});

test('only the path, and the same as a table', async ({ page }) => {
  await page.goto(served.address('big'));
  await expect(page.getByRole('treegrid')).toHaveAttribute('aria-rowcount', String(BIG.size));
  await page.getByRole('radio', { name: 'Only the path' }).check({ force: true });
  await expect
    .poll(async () => Number(await page.getByRole('treegrid').getAttribute('aria-rowcount')))
    .toBeLessThan(BIG.size);
  await page.getByRole('radio', { name: 'Table' }).check({ force: true });
  await expect(page.getByRole('grid', { name: 'Spans of the trace' })).toContainText('On the path');
});

test('the other rule is said', async ({ page }) => {
  await page.goto(served.address('tolerant'));
  await expect(page.getByTestId('clew-footer')).toContainText('Rule: tolerant');
  await expect(page.getByTestId('clew-operations').getByRole('row').nth(1)).toContainText(CAUSE);
});

test('many requests: what slow ones do, and what if it were faster', async ({ page }) => {
  const complaints = listen(page);
  await page.goto(served.address('many'));
  await expect(page.getByTestId('clew-summary')).toContainText(`${REQUESTS} requests`);
  await expect(page.getByTestId('clew-cohorts').getByRole('row').nth(1)).toContainText(CAUSE);
  await expect(page.getByTestId('clew-many-operations').getByRole('row').nth(1)).toContainText(CAUSE);
  const answer = page.locator('dl').filter({ hasText: 'P99' }).first();
  const before = await answer.textContent();
  await page.getByRole('slider').focus();
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => answer.textContent()).not.toBe(before);
  expect(complaints).toEqual([]);
});

test('many requests lead to one, and back', async ({ page }) => {
  await page.goto(served.address('many'));
  await page.getByTestId('clew-flame').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'All requests' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByTestId('clew-heatmap').focus();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('clew-operations').getByRole('row').nth(1)).toContainText(CAUSE);
  await page.getByRole('button', { name: 'All traces' }).click();
  await expect(page.getByTestId('clew-cohorts')).toBeVisible();
});

test('ten thousand spans are drawn and scrolled', async ({ page }) => {
  await page.goto(served.address('big'));
  const grid = page.getByRole('treegrid');
  await expect(grid).toHaveAttribute('aria-rowcount', String(BIG.size));
  await grid.focus();
  await page.keyboard.press('End');
  await expect(grid.locator(`[aria-rowindex="${BIG.size}"]`)).toBeVisible();
});

test('an unknown trace is a message', async ({ page }) => {
  await page.goto(served.address('unknown'));
  await expect(page.getByTestId('clew-state failed')).toContainText('failed to get trace');
});

test('a narrow panel shows one part at a time', async ({ page }) => {
  await page.goto(served.address('narrow'));
  await expect(page.getByRole('treegrid')).toBeVisible();
  await page.getByRole('radio', { name: 'Operations' }).check({ force: true });
  await expect(page.getByTestId('clew-operations')).toBeVisible();
});

for (const theme of ['dark', 'light']) {
  for (const [uid, ready] of [
    ['one', 'clew-operations'],
    ['many', 'clew-cohorts'],
  ] as const) {
    test(`${uid} is accessible, drawn and as a table (${theme})`, async ({ page }) => {
      await page.goto(`${served.address(uid)}?theme=${theme}`);
      await expect(page.getByTestId(ready).getByRole('row').nth(1)).toBeVisible();
      expect(await violations(page)).toEqual([]);
      await page.getByRole('radio', { name: 'Table' }).check({ force: true });
      expect(await violations(page)).toEqual([]);
    });
  }
}

/** What axe finds in the panel by WCAG 2.1 A and AA, in words that a failing test can print. */
async function violations(page: Page): Promise<readonly string[]> {
  const { violations: found } = await new AxeBuilder({ page })
    .include('[data-testid="clew-critical-path"]')
    // Rows scroll under a grid that has the focus and moves them by keys.
    .disableRules(['scrollable-region-focusable'])
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

/** Runs the lab as a user does. */
function stage(): Telemetry['traces'] {
  const out = mkdtempSync(path.join(tmpdir(), 'clew-criticalpath-'));
  execFileSync(
    process.execPath,
    ['--import', 'tsx', 'pkg/lab/main.ts', 'run', SCENARIO, '--out', out, '--scale', '0.1'],
    { cwd: ROOT, stdio: 'pipe' }
  );
  // OTLP JSON, as our own lab wrote it.
  const traces: Telemetry['traces'] = JSON.parse(readFileSync(path.join(out, 'traces.json'), 'utf8'));
  return traces;
}

interface Root {
  readonly id: string;
  readonly length: bigint;
}

/** Roots of the incident's orders, the slowest first. */
function roots({ resourceSpans }: Telemetry['traces']): readonly Root[] {
  const spans = resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans));
  return spans
    .filter(({ parentSpanId, name }) => (parentSpanId ?? '') === '' && name.includes('orders'))
    .map(({ traceId, startTimeUnixNano, endTimeUnixNano }) => ({
      id: traceId,
      length: BigInt(endTimeUnixNano) - BigInt(startTimeUnixNano),
    }))
    .sort((a, b) => (a.length < b.length ? 1 : -1));
}

function slowest(traces: Telemetry['traces'], count: number): readonly string[] {
  return roots(traces)
    .slice(0, count)
    .map(({ id }) => id);
}

/** A hundred requests, evenly spread over all latencies. */
function requestIds(traces: Telemetry['traces']): readonly string[] {
  const all = roots(traces);
  const step = Math.max(1, Math.floor(all.length / REQUESTS));
  return all
    .filter((_, at) => at % step === 0)
    .slice(0, REQUESTS)
    .map(({ id }) => id);
}
