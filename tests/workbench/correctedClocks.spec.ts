import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { type PanelPage, type Served, servePanels } from '../../pkg/bench/render/page';
import { runScenario } from '../../pkg/lab';

/** Requests that follow one another closely, so that each is wide enough to be looked at. */
const REQUESTS = 10;
const ROOTS_IN_CALLS = 8;

let served: Served;

test.beforeAll(async () => {
  test.setTimeout(240_000);
  const { traces } = runScenario('time-traveller', { seed: 1, scale: 1 });
  const sizes = new Map<string, number>();
  for (const { scopeSpans } of traces.resourceSpans) {
    for (const { traceId } of scopeSpans.flatMap(({ spans }) => spans)) {
      sizes.set(traceId, (sizes.get(traceId) ?? 0) + 1);
    }
  }
  const requests = [...sizes].filter(([, size]) => size >= ROOTS_IN_CALLS).map(([traceId]) => traceId);
  const many = requests.slice(0, REQUESTS);
  const page = (uid: string, type: 'timeline' | 'criticalpath', more: Partial<PanelPage> = {}): PanelPage => ({
    uid,
    title: uid,
    type: `clew-${type}-panel`,
    traceIds: many,
    options: {},
    ...more,
  });
  served = await servePanels({ ...traces }, [
    page('timeline', 'timeline'),
    page('corrected-timeline', 'timeline', { options: { correctClocks: true } }),
    page('path', 'criticalpath', { options: { mode: 'one' } }),
    page('corrected-path', 'criticalpath', { options: { mode: 'one', correctClocks: true } }),
    page('corrected-many', 'criticalpath', { options: { correctClocks: true } }),
  ]);
});

test.afterAll(() => served.close());

for (const [uid, panel] of [
  ['timeline', 'clew-timeline'],
  ['path', 'clew-critical-path'],
] as const) {
  test(`${uid}: times are as they were stamped until the switch is set, by a key too`, async ({ page }) => {
    const complaints = listen(page);
    await page.goto(served.address(uid));
    const control = page.getByTestId(panel).getByRole('checkbox', { name: 'Correct clocks' });
    const note = page.getByTestId('clew-correction');
    await expect(control).not.toBeChecked();
    await expect(note).toBeHidden();
    const before = await page.getByTestId(panel).locator('canvas').first().screenshot();
    await control.focus();
    await page.keyboard.press('Space');
    await expect(note).toContainText(/Clocks corrected: \d+ of \d+ spans/);
    await expect(note).toContainText(/by \d+ ms at most, onto the clock of \S+/);
    await expect(control).toBeChecked();
    await page.keyboard.press('Space');
    await expect(note).toBeHidden();
    await expect
      .poll(async () => (await page.getByTestId(panel).locator('canvas').first().screenshot()).equals(before))
      .toBe(true);
    expect(complaints).toEqual([]);
  });
}

test('a moved span tells its own time', async ({ page }) => {
  await page.goto(served.address('corrected-path'));
  await expect(page.getByTestId('clew-correction')).toContainText('The critical path is that of the corrected times');
  await page.getByRole('radio', { name: 'Table' }).check({ force: true });
  await page
    .getByRole('img', { name: /ms (earlier|later)/ })
    .first()
    .click();
  await expect(page.getByTestId('clew-details')).toContainText('Original time');
  await expect(page.getByTestId('clew-details')).toContainText(/ms (earlier|later) \(clock of \S+, ±/);
});

test('the sums of many requests are those of the corrected ones', async ({ page }) => {
  await page.goto(served.address('corrected-many'));
  await expect(page.getByTestId('clew-correction')).toContainText('The critical path is that of the corrected times');
});

for (const theme of ['dark', 'light']) {
  for (const uid of ['corrected-timeline', 'corrected-path']) {
    test(`${uid} is accessible (${theme})`, async ({ page }) => {
      await page.goto(`${served.address(uid)}?theme=${theme}`);
      await expect(page.getByTestId('clew-correction')).toBeVisible();
      expect(await violations(page)).toEqual([]);
    });
  }
}

/** What axe finds in the panel by WCAG 2.1 A and AA, in words that a failing test can print. */
async function violations(page: Page): Promise<readonly string[]> {
  const { violations: found } = await new AxeBuilder({ page })
    .include('[data-testid="clew-timeline"], [data-testid="clew-critical-path"]')
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
