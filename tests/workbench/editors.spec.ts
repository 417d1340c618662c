import { expect, type Page, test } from '@playwright/test';
import { demoAddress } from './thread';

/** The chunk that holds the editors of the data source, under the address of the plugin that Grafana serves it from. */
const CHUNK = '**/public/plugins/clew-correlation-datasource/editors.js*';

/** Explore with a query of ours, as a shared link opens it. */
async function explore(page: Page, query: Readonly<Record<string, unknown>>): Promise<void> {
  const { origin } = new URL(demoAddress());
  const range = { from: 'now-1h', to: 'now' };
  const panes = JSON.stringify({ left: { datasource: 'clew', queries: [{ refId: 'A', ...query }], range } });
  await page.goto(`${origin}/explore?panes=${encodeURIComponent(panes)}`);
}

test('an editor of the built bundle is fetched when it is shown, and edits the query', async ({ page }) => {
  const fetched = page.waitForResponse(CHUNK);
  await explore(page, { view: 'services' });
  expect((await fetched).status()).toBe(200);
  await expect(page.getByRole('radio', { name: 'Services' })).toBeChecked();
  await page.getByRole('radio', { name: 'Breakers' }).check({ force: true });
  await expect(page.getByRole('checkbox', { name: 'Metrics' })).toBeChecked();
});

test('an editor that cannot be loaded says so, and can be tried again', async ({ page }) => {
  await page.route(CHUNK, (route) => route.abort());
  await explore(page, { view: 'services' });
  await expect(page.getByRole('alert')).toContainText('could not be loaded');
  await page.unroute(CHUNK);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('radio', { name: 'Services' })).toBeChecked();
});

test('a dashboard never fetches an editor', async ({ page }) => {
  let editors = 0;
  await page.route(CHUNK, (route) => {
    editors += 1;
    return route.continue();
  });
  await page.goto(demoAddress());
  await expect(page.getByTestId('clew-summary').first()).toContainText('spans');
  expect(editors).toBe(0);
});
