import type { APIRequestContext, Page } from '@playwright/test';
import * as v from 'valibot';

import { expect, failingRequest, test } from './grafana';

test.describe.configure({ timeout: 120_000 });

const alertsSchema = v.array(
  v.object({ annotations: v.record(v.string(), v.string()), labels: v.record(v.string(), v.string()) })
);

/** The link of an alert that fires, or that of a service that has just failed when none does. */
async function alertLink(request: APIRequestContext): Promise<string> {
  const answer = await request.get('/api/alertmanager/grafana/api/v2/alerts');
  const alerts = v.parse(alertsSchema, await answer.json());
  const linked = alerts.flatMap(({ annotations: { investigate } }) => (investigate === undefined ? [] : [investigate]));
  if (linked[0] !== undefined) {
    const { pathname, search } = new URL(linked[0]);
    return pathname + search;
  }
  const { service } = await failingRequest(request);
  return `/a/clew-incident-app/investigate?service=${encodeURIComponent(service)}&from=now-30m&to=now`;
}

async function expectTimeline(page: Page): Promise<void> {
  await expect(page).toHaveURL(/\/a\/clew-incident-app\/investigate\?/);
  await expect(page.getByTestId('clew-summary').first()).toContainText('spans', { timeout: 60_000 });
}

test('the link of an alert opens the failing request on its timeline', async ({ page, request }) => {
  await page.goto(await alertLink(request));
  await expectTimeline(page);
});

test('an alert rule leads there from its own page', async ({ page }) => {
  await page.goto('/alerting/grafana/clew-error-ratio/view');
  await expect(page.getByText('Requests fail').first()).toBeVisible();
  await expect(page.getByRole('link', { name: /investigate|runbook/i }).first()).toBeVisible();
});

test('the menu of a panel leads there', async ({ gotoDashboardPage, page, request }) => {
  const { id } = await failingRequest(request);
  const queryParams = new URLSearchParams({ from: 'now-30m', to: 'now', 'var-id': id, 'var-key': 'request_id' });
  const dashboard = await gotoDashboardPage({ uid: 'clew-request', queryParams });
  const panel = dashboard.getPanelByTitle(`The thread of ${id}`);
  await expect(panel.locator.getByTestId('clew-summary')).toContainText('spans', { timeout: 60_000 });
  await panel.locator.hover();
  await panel.locator.getByRole('button', { name: /Menu for panel/ }).click();
  await page
    .getByRole('menuitem', { name: /Extensions|Clew/ })
    .first()
    .hover();
  await page
    .getByRole('menuitem', { name: new RegExp(`Investigate|${id}`) })
    .last()
    .click();
  await expectTimeline(page);
});

test('an ID typed into the page opens its timeline', async ({ gotoAppPage, page, request }) => {
  const { id } = await failingRequest(request);
  await gotoAppPage({ pluginId: 'clew-incident-app', path: 'investigate' });
  await page.getByRole('textbox').first().fill(id);
  await page.keyboard.press('Enter');
  await expectTimeline(page);
});

test('a trace ID in the address opens its timeline', async ({ page, request }) => {
  const { trace } = await failingRequest(request);
  await page.goto(`/a/clew-incident-app/investigate?trace=${trace}&from=now-30m&to=now`);
  await expectTimeline(page);
});
