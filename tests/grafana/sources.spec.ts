import * as v from 'valibot';

import { expect, test } from './grafana';

for (const uid of ['tempo', 'loki', 'prom']) {
  test(`${uid} is well`, async ({ request }) => {
    const answer = await request.get(`/api/datasources/uid/${uid}/health`);
    expect(v.parse(v.object({ status: v.string() }), await answer.json()).status).toBe('OK');
  });
}

test('the Clew data source tries each linked source and says how it is', async ({ gotoDataSourceConfigPage, page }) => {
  await gotoDataSourceConfigPage('clew');
  await page.getByRole('button', { name: /^(Save & test|Test)$/ }).click();
  const alert = page.getByTestId('data-testid Alert success');
  await expect(alert).toBeVisible();
  for (const name of ['Tempo', 'Loki', 'Prometheus']) {
    await expect(alert.or(page.getByTestId('data-testid Data source settings page')).first()).toContainText(name);
  }
});
