import { expect, failingRequest, test } from './grafana';

/** An Explore address that runs a query of Clew at once. */
function exploreAddress(id: string): string {
  const datasource = { type: 'clew-correlation-datasource', uid: 'clew' };
  const panes = {
    clew: {
      datasource: datasource.uid,
      queries: [{ refId: 'A', datasource, view: 'correlate', version: 1, key: 'request_id', value: id }],
      range: { from: 'now-30m', to: 'now' },
    },
  };
  return `/explore?schemaVersion=1&orgId=1&panes=${encodeURIComponent(JSON.stringify(panes))}`;
}

test('Explore shows an ID in its own views: logs, the trace, tables', async ({ page, request }) => {
  test.setTimeout(120_000);
  const { id } = await failingRequest(request);
  await page.goto(exploreAddress(id));
  await expect(page.getByText(id).first()).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole('heading', { name: /Logs/ }).or(page.getByText(/^Logs/)).first()).toBeVisible();
  await expect(page.getByText(/^(Trace|Table)/).first()).toBeVisible();
});

test('the query editor asks for a kind of ID and a value', async ({ explorePage, page }) => {
  await explorePage.datasource.set('Clew');
  await expect(page.getByRole('textbox').first()).toBeVisible();
});

test('Explore leads on to the Investigate page', async ({ page, request }) => {
  test.setTimeout(120_000);
  const { id } = await failingRequest(request);
  await page.goto(exploreAddress(id));
  await page
    .getByRole('button', { name: /^Add( to)?/ })
    .first()
    .click();
  await page.getByText('Follow this query in Clew').or(page.getByText(id)).last().click();
  const confirm = page.getByRole('button', { name: /Open$|Open in this tab|Continue/ });
  await confirm.or(page.getByTestId('clew-summary')).first().waitFor();
  if (await confirm.isVisible()) {
    await confirm.click();
  }
  await expect(page).toHaveURL(/\/a\/clew-incident-app\/investigate\?/);
});
