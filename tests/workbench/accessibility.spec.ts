import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { ThreadPage, demoAddress } from './thread';

for (const theme of ['dark', 'light']) {
  test(`the timeline, drawn and as a list (${theme})`, async ({ page }) => {
    const thread = new ThreadPage(page);
    await thread.visit({ theme });
    await expect(thread.summary).toContainText('services with metrics');
    const panel = '[data-testid="clew-lanes"]';
    expect(await violations(page, panel)).toEqual([]);
    await thread.showList();
    // The grid around the scrolled rows has the focus, and scrolls them by keys.
    expect(await violations(page, '[data-testid="clew-list"]', ['scrollable-region-focusable'])).toEqual([]);
    expect(await violations(page, '[role="toolbar"]')).toEqual([]);
  });

  test(`the Investigate page (${theme})`, async ({ page }) => {
    await page.goto(new URL(`/a/clew-incident-app/investigate?theme=${theme}`, demoAddress()).href);
    await expect(page.getByTestId('clew-source tempo').getByRole('img', { name: 'Works' })).toBeVisible();
    expect(await violations(page, 'main')).toEqual([]);
  });
}

/** What axe finds below a selector by WCAG 2.1 A and AA, in words that a failing test can print. */
async function violations(page: Page, selector: string, without: string[] = []): Promise<readonly string[]> {
  const { violations: found } = await new AxeBuilder({ page })
    .include(selector)
    .disableRules(without)
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'])
    .analyze();
  return found.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`));
}
