import { expect, test } from '@grafana/plugin-e2e';

test('the app and its nested plugins are loaded and enabled', async ({ request }) => {
  const settings = await request.get('/api/frontend/settings');
  const { panels, datasources } = await settings.json();
  expect(Object.keys(panels)).toContain('clew-timeline-panel');
  const types = Object.values<{ type: string }>(datasources).map(({ type }) => type);
  expect(types).toContain('clew-correlation-datasource');
});

test('the provisioned data source says how each linked source is', async ({
  readProvisionedDataSource,
  gotoDataSourceConfigPage,
  page,
}) => {
  const { uid } = await readProvisionedDataSource({ fileName: 'clew.yaml', name: 'Clew' });
  await gotoDataSourceConfigPage(uid);
  await page
    .getByTestId('data-testid Data source settings page Save and Test button')
    .or(page.getByRole('button', { name: 'Test' }))
    .first()
    .click();
  await expect(page.getByText(/Tempo/).first()).toBeVisible();
  await expect(page.getByText(/Loki/).first()).toBeVisible();
  await expect(page.getByText(/Prometheus/).first()).toBeVisible();
});

test('the dashboard draws the timeline', async ({ gotoDashboardPage, readProvisionedDashboard }) => {
  const dashboard = await readProvisionedDashboard({ fileName: 'clew-thread.json' });
  const page = await gotoDashboardPage(dashboard);
  await expect(page.getPanelByTitle('Timeline').locator).toBeVisible();
});

test('the Investigate page opens', async ({ page }) => {
  await page.goto('/a/clew-incident-app/investigate');
  await expect(page.getByRole('textbox').first()).toBeVisible();
});
