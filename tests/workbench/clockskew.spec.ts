import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { type PanelPage, type Served, servePanels } from '../../pkg/bench/render/page';
import type { TraceDraft } from '../../pkg/testkit';
import { cluster, sixtyNodes, threeNodes } from '../../src/panels/clockskew/testing/fixture';
import { otlpOf } from './clusterTelemetry';

let served: Served;

/** Trace IDs of one telemetry must differ. */
function numbered(drafts: readonly TraceDraft[], digit: string): readonly TraceDraft[] {
  return drafts.map((draft) => ({ ...draft, traceId: `${digit}${(draft.traceId ?? '').slice(1)}` }));
}

test.beforeAll(async () => {
  test.setTimeout(240_000);
  const three = numbered(threeNodes(40), 'a');
  const sixty = numbered(sixtyNodes(24), 'b');
  const lonely = numbered(cluster({ clocks: {}, calls: ['one>one'], traces: 2 }), 'c');
  const page = (uid: string, drafts: readonly TraceDraft[], more: Partial<PanelPage> = {}): PanelPage => ({
    uid,
    title: 'Clocks',
    type: 'clew-clockskew-panel',
    traceIds: drafts.map(({ traceId }) => traceId ?? ''),
    options: {},
    ...more,
  });
  served = await servePanels(otlpOf([...three, ...sixty, ...lonely]), [
    page('three', three),
    page('sixty', sixty),
    page('narrow', three, { width: 8, height: 10 }),
    page('tiny', three, { width: 4, height: 4 }),
    page('sixty-narrow', sixty, { width: 9, height: 12 }),
    page('lonely', lonely),
    page('nameless', three, { options: { nodeKeys: ['nowhere'] } }),
    page('unknown', numbered(lonely, 'd')),
  ]);
});

test.afterAll(() => served.close());

test('three nodes: who is wrong, by how much, and what to do', async ({ page }) => {
  const complaints = listen(page);
  await page.goto(served.address('three'));
  await expect(page.getByTestId('clew-summary')).toContainText('node-c was set by');
  await expect(page.getByTestId('clew-summary')).toContainText('node-b is ahead by at least');
  await expect(page.getByTestId('clew-clocks').getByRole('row', { name: /node-b/ })).toContainText('+340 ms');
  await expect(page.getByTestId('clew-clocks').getByRole('row', { name: /node-a/ })).toContainText('reference');
  expect(complaints).toEqual([]);
});

test('the heatmap and the chart are read by keys and by the pointer', async ({ page }) => {
  await page.goto(served.address('three'));
  const pairs = page.getByTestId('clew-pairs');
  await pairs.focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('End');
  await expect(page.getByTestId('clew-pairs-live')).toContainText('node-b against node-a Offset: +340 ms');
  await page.getByTestId('clew-time').focus();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByTestId('clew-time-live')).toContainText('Interval');
  const box = await pairs.locator('canvas').boundingBox();
  if (box === null) {
    throw new Error('nothing is drawn');
  }
  await page.mouse.move(box.x + 240, box.y + 20);
  await expect(page.getByTestId('clew-tooltip')).toContainText('Method');
});

test('a violation leads to its trace', async ({ page }) => {
  await page.goto(served.address('three'));
  const link = page.getByTestId('clew-violations').getByRole('link').first();
  await expect(link).toHaveAttribute('href', /explore.*tempo/);
});

test('sixty nodes: the one that is minutes off is named, and the heatmap scrolls', async ({ page }) => {
  const complaints = listen(page);
  await page.goto(served.address('sixty'));
  await expect(page.getByTestId('clew-summary')).toContainText(/ip-10-0-1-17.*alarm/);
  await expect(page.getByTestId('clew-footer')).toContainText('60 nodes');
  await page.getByTestId('clew-pairs').focus();
  await page.keyboard.press('PageDown');
  await page.keyboard.press('PageDown');
  await page.keyboard.press('Home');
  await expect(page.getByTestId('clew-pairs-live')).toContainText('not known: no request joins the two');
  expect(complaints).toEqual([]);
});

test('a narrow panel shows one part at a time', async ({ page }) => {
  await page.goto(served.address('narrow'));
  await expect(page.getByTestId('clew-pairs')).toBeVisible();
  await page.getByRole('radio', { name: 'Out of order' }).check({ force: true });
  await expect(page.getByTestId('clew-violations')).toBeVisible();
  await expect(page.getByTestId('clew-pairs')).toBeHidden();
});

test('why there is nothing to compare is a message', async ({ page }) => {
  await page.goto(served.address('lonely'));
  await expect(page.getByTestId('clew-state empty')).toContainText('only one clock');
  await page.goto(served.address('nameless'));
  await expect(page.getByTestId('clew-state empty')).toContainText('No attribute names the nodes');
  await page.goto(served.address('unknown'));
  await expect(page.getByTestId('clew-state failed')).toContainText('failed to get trace');
});

for (const theme of ['dark', 'light']) {
  for (const uid of ['three', 'sixty']) {
    test(`${uid} nodes are accessible, drawn and as a table (${theme})`, async ({ page }) => {
      await page.goto(`${served.address(uid)}?theme=${theme}`);
      await expect(page.getByTestId('clew-clocks').getByRole('row').nth(1)).toBeVisible();
      expect(await violations(page)).toEqual([]);
      await page.getByRole('radio', { name: 'Table' }).check({ force: true });
      await expect(page.getByTestId('clew-pair-table')).toBeVisible();
      expect(await violations(page)).toEqual([]);
    });
  }
}

/** What axe finds in the panel by WCAG 2.1 A and AA, in words that a failing test can print. */
async function violations(page: Page): Promise<readonly string[]> {
  const { violations: found } = await new AxeBuilder({ page })
    .include('[data-testid="clew-clock-skew"]')
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
