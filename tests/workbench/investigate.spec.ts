import { expect, test } from '@playwright/test';
import { demoAddress, demoId, incidentAddress } from './thread';

/** The page's address with the staged incident's time range. */
function investigate(query: Readonly<Record<string, string>>): string {
  const { searchParams } = new URL(incidentAddress());
  const range = { from: searchParams.get('from') ?? '', to: searchParams.get('to') ?? '' };
  return new URL(`/a/clew-incident-app/investigate?${new URLSearchParams({ ...range, ...query })}`, demoAddress()).href;
}

test('by service: the newest failing request, how it was chosen, and the others', async ({ page }) => {
  await page.goto(investigate({ service: 'checkout' }));
  await expect(page.getByRole('heading', { name: /newest failing request of checkout/ })).toBeVisible();
  await expect(page.getByText('{ resource.service.name = "checkout" && status = error }')).toBeVisible();
  await expect(page.getByTestId('clew-summary')).toContainText(/\d+ spans/);
  await page.getByText(/other failing requests/).click();
  await page
    .getByRole('link', { name: /^[0-9a-f]{32}$/ })
    .first()
    .click();
  await expect(page).toHaveURL(/key=trace&id=[0-9a-f]{32}/);
  await expect(page.getByTestId('clew-summary')).toContainText(/\d+ spans/);
});

test('by service, without traces: an error line that carries an ID', async ({ page }) => {
  await page.goto(investigate({ service: 'checkout', 'fail-tempo': '500' }));
  await expect(page.getByText(/that Loki found with/)).toBeVisible();
  await expect(page.getByText(/Asked before, without an answer: Tempo/)).toBeVisible();
  await expect(page.getByTestId('clew-summary')).toContainText(/[1-9]\d* lines/);
});

test('a service without failures: what was asked, and what to try', async ({ page }) => {
  await page.goto(investigate({ service: 'nobody"} || {' }));
  await expect(page.getByText('No failing request of nobody"} || { was found')).toBeVisible();
  await expect(page.getByText(/Tempo found nothing with/)).toBeVisible();
  await page.getByRole('link', { name: 'Last 6 hours' }).click();
  await expect(page).toHaveURL(/from=now-6h/);
});

test('by ID, and on to the Request dashboard', async ({ page }) => {
  await page.goto(investigate({ id: demoId() }));
  await expect(page.getByTestId('clew-summary')).toContainText(demoId());
  await page.getByRole('link', { name: 'Open the Request dashboard' }).click();
  await expect(page).toHaveURL(new RegExp(`/d/clew-request.*var-id=${demoId()}`));
});

test('names what is wrong with an address, and goes on with the rest', async ({ page }) => {
  await page.goto(investigate({ id: demoId(), from: 'yesterday', source: 'gone' }));
  const alert = page.getByRole('alert').filter({ hasText: 'not quite right' });
  await expect(alert).toContainText('"from" is no time: yesterday');
  await expect(alert).toContainText('no Clew data source gone');
  await expect(page.getByTestId('clew-summary')).toContainText(demoId());
});
