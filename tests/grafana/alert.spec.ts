import { expect, test } from './grafana';

/** The rule of `provisioning/alerting` that fires on the incident which the lab plays. */
const RULE = 'Requests fail';
/** The lab plays its incident every twelve minutes, and rules take half a minute to fire. */
const WITHIN_MS = 15 * 60_000;

test('from the alert on the Incident dashboard to the timeline of the failing request', async ({ page, request }) => {
  test.setTimeout(WITHIN_MS + 120_000);
  await expect
    .poll(async () => (await (await request.get('/api/prometheus/grafana/api/v1/rules')).text()).includes('"firing"'), {
      timeout: WITHIN_MS,
      intervals: [10_000],
    })
    .toBe(true);

  await page.goto('/d/clew-incident?from=now-15m&to=now');
  const alerts = page.getByTestId('data-testid Panel header Alerts');
  const rule = alerts.getByRole('link', { name: /View alert rule|Requests fail/ }).first();
  await expect(alerts).toContainText(RULE);
  const opened = page.context().waitForEvent('page');
  await rule.click();

  // Grafana opens rules in a tab of their own; its instances carry the annotation's link.
  const rulePage = await opened;
  const link = rulePage.locator('a[href*="/a/clew-incident-app/investigate"]').first();
  await expect(link).toBeVisible();
  await rulePage.goto((await link.getAttribute('href')) ?? '');

  await expect(rulePage.getByRole('heading', { name: /newest failing request/ })).toBeVisible({ timeout: 60_000 });
  await expect(rulePage.getByTestId('clew-summary')).toContainText(/\d+ spans/, { timeout: 60_000 });
});

test('Investigate opens the newest failing request of a service', async ({ page }) => {
  await page.goto('/a/clew-incident-app/investigate?service=payment&from=now-1h&to=now');
  await expect(page.getByRole('heading', { name: /newest failing request of payment/ })).toBeVisible({
    timeout: 60_000,
  });
  await expect(page.getByTestId('clew-summary')).toContainText(/\d+ spans/, { timeout: 60_000 });
});
