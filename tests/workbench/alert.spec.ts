import { expect, type Page, test } from '@playwright/test';
import { incidentAddress } from './thread';

/** The Incident dashboard and where it leads, by what a user sees. */
class IncidentPage {
  readonly complaints: string[] = [];

  constructor(readonly page: Page) {
    page.on('console', (message) => message.type() === 'error' && this.complaints.push(message.text()));
    page.on('pageerror', (error) => this.complaints.push(error.message));
  }

  panel(title: string) {
    return this.page.getByRole('region', { name: title });
  }

  /** The timeline of the app's page. */
  get timeline() {
    return this.page.getByRole('region', { name: /^Timeline of/ });
  }
}

test('from the alert to the timeline of the failing request in two clicks', async ({ page }) => {
  const incident = new IncidentPage(page);
  await page.goto(incidentAddress());
  const alerts = incident.panel('Alerts');
  await expect(alerts.getByText('Firing').first()).toBeVisible();

  await alerts.getByRole('link', { name: 'Requests fail' }).click();
  const instance = page.getByRole('region', { name: /service=checkout/ });
  await instance.getByRole('link', { name: /investigate\?service=checkout/ }).click();

  await expect(page.getByRole('heading', { name: /newest failing request of checkout/ })).toBeVisible();
  const summary = incident.timeline.getByTestId('clew-summary');
  await expect(summary).toContainText(/\d+ spans · [1-9]\d* lines/);
  await expect(incident.timeline).toContainText('did not answer');
  expect(incident.complaints).toEqual([]);
});

test('the Incident dashboard names the cause; one click shows why, the next one its requests at that moment', async ({
  page,
}) => {
  test.setTimeout(180_000);
  const incident = new IncidentPage(page);
  await page.goto(incidentAddress());
  const cascade = incident.panel('Cascade');
  await expect(cascade.getByTestId('clew-summary')).toContainText('First to degrade', { timeout: 90_000 });
  const suspect = cascade.getByTestId('clew-suspects').getByRole('listitem').first();
  // Suspects come with the last of the sampled traces.
  await expect(suspect).toContainText('external-fraud-api', { timeout: 90_000 });

  await cascade.getByTestId('clew-card external-fraud-api').click();
  await expect(cascade).toContainText(/external-fraud-api answers fraud-detection after/);
  await cascade.getByRole('link', { name: 'Failing request' }).click();
  await expect(page).toHaveURL(/\/a\/clew-incident-app\/investigate\?.*service=external-fraud-api/);
});

test('a request leads back to the incident that it is part of, in the same time', async ({ page }) => {
  const { searchParams } = new URL(incidentAddress());
  const query = new URLSearchParams({ ...Object.fromEntries(searchParams), service: 'checkout' });
  await page.goto(new URL(`/a/clew-incident-app/investigate?${query}`, incidentAddress()).href);
  await page.getByRole('link', { name: 'Who fell first' }).click();
  const from = new Date(Number(searchParams.get('from'))).toISOString();
  await expect(page).toHaveURL(new RegExp(`/d/clew-incident.*from=(${from}|${searchParams.get('from')})`));
  await expect(new IncidentPage(page).panel('Cascade')).toBeVisible();
});

test('an alert without a link in its annotations still has the one that the app adds', async ({ page }) => {
  await page.goto(new URL('/alerting/grafana/clew-error-ratio/view', incidentAddress()).href);
  const instance = page.getByRole('region', { name: /service=payment/ });
  await instance.getByRole('link', { name: 'Investigate this alert in Clew' }).click();
  await expect(page).toHaveURL(/investigate\?service=payment&from=\d+/);
});

test("a panel's menu leads to the request behind it", async ({ page }) => {
  test.setTimeout(120_000);
  const incident = new IncidentPage(page);
  await page.goto(
    new URL(`/d/clew-service${new URL(incidentAddress()).search}&var-service=checkout`, incidentAddress()).href
  );
  const traffic = incident.panel('Traffic');
  await expect(traffic.getByRole('button', { name: /checkout/ }).first()).toBeVisible({ timeout: 50_000 });

  await traffic.hover();
  await traffic.getByRole('button', { name: /^Menu/ }).click();
  await page.getByRole('menuitem', { name: 'Extensions' }).hover();
  await page.getByRole('menuitem', { name: /Investigate checkout/ }).click();
  await expect(page).toHaveURL(/\/a\/clew-incident-app\/investigate\?service=checkout&from=\d{4}.*&to=\d{4}/);
  await expect(incident.timeline.getByTestId('clew-summary')).toContainText(/\d+ spans/);
});

test('what fails leads on: a share of failures to its newest request, a trace to the Request dashboard', async ({
  page,
}) => {
  const incident = new IncidentPage(page);
  await page.goto(incidentAddress());
  const row = incident.panel('What is failing').getByRole('row').filter({ hasText: 'payment' });
  await expect(row.getByRole('link', { name: /%/ })).toHaveAttribute(
    'href',
    /investigate\?service=payment&from=\d+&to=\d+/
  );
  await expect(row.getByRole('link', { name: 'payment' })).toHaveAttribute(
    'href',
    /\/d\/clew-service\?.*var-service=payment/
  );

  await incident.panel('Newest failing requests').getByRole('link', { name: 'POST /checkout' }).first().click();
  await expect(page).toHaveURL(/\/d\/clew-request\?.*var-id=[0-9a-f]{31,32}/);
  await expect(page.getByTestId('clew-timeline').getByTestId('clew-summary')).toContainText(/\d+ spans/);
});
