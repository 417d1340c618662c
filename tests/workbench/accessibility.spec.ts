import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { ThreadPage, demoAddress, incidentAddress } from './thread';

for (const theme of ['dark', 'light']) {
  test(`the timeline, drawn and as a list (${theme})`, async ({ page }) => {
    const thread = new ThreadPage(page);
    await thread.visit({ theme });
    await expect(thread.summary).toContainText('services with metrics');
    const panel = '[data-testid="clew-lanes"]';
    expect(await violations(page, panel)).toEqual([]);
    await thread.showList();
    expect(await violations(page, '[data-testid="clew-list"]')).toEqual([]);
    expect(await violations(page, '[role="toolbar"]')).toEqual([]);
  });

  test(`the Investigate page (${theme})`, async ({ page }) => {
    await page.goto(new URL(`/a/clew-incident-app/investigate?theme=${theme}`, demoAddress()).href);
    await expect(page.getByTestId('clew-source tempo').getByRole('img', { name: 'Works' })).toBeVisible();
    expect(await violations(page, 'main')).toEqual([]);
  });

  test(`a service's newest failing request (${theme})`, async ({ page }) => {
    const { searchParams } = new URL(incidentAddress());
    const query = new URLSearchParams({ ...Object.fromEntries(searchParams), service: 'checkout', theme });
    await page.goto(new URL(`/a/clew-incident-app/investigate?${query}`, incidentAddress()).href);
    await expect(page.getByTestId('clew-summary')).toContainText(/\d+ spans/);
    expect(await violations(page, 'main')).toEqual([]);
  });

  test(`what the Incident dashboard shows (${theme})`, async ({ page }) => {
    test.setTimeout(120_000);
    await page.goto(incidentAddress({ theme }));
    await expect(page.getByRole('link', { name: 'Requests fail' })).toBeVisible();
    await expect(page.getByRole('link', { name: 'POST /checkout' }).first()).toBeVisible();
    // A share that is too high has a ground of its own, which must carry its text.
    await expect(page.getByRole('link', { name: /^\d+(\.\d+)?%$/ }).first()).toBeVisible();
    // Panel by panel: the bar above them is Grafana's own.
    expect(await violations(page, 'main section')).toEqual([]);
  });
}

/** What axe finds below a selector by WCAG 2.1 A and AA, in words that a failing test can print. */
async function violations(page: Page, selector: string): Promise<readonly string[]> {
  const { violations: found } = await new AxeBuilder({ page })
    .include(selector)
    // Marks in a panel's head (streaming, notices) are buttons of Grafana's own chrome, which gives them no name.
    .exclude('button[class*="button-panel-header-item"]')
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'])
    .analyze();
  return found.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`));
}
