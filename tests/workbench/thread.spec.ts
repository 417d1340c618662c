import { expect, test } from '@playwright/test';
import { ThreadPage, demoId } from './thread';

test('the printed address shows the failing request as spans, log lines and metrics', async ({ page }) => {
  const thread = new ThreadPage(page);
  await thread.visit();

  await expect(thread.summary).toContainText(demoId());
  await expect(thread.summary).toContainText(/\d{2} spans · \d+ lines · \d services with metrics/);
  await expect(thread.panel.getByRole('button', { name: 'frontend: 2 spans, 3 lines, 4 errors' })).toBeVisible();
  await expect(thread.lane('frontend')).toContainText('p99');
  await expect(thread.lines.filter({ hasText: 'checkout failed' }).first()).toBeVisible();
  await expect(
    page.getByRole('region', { name: 'Request rate' }).getByRole('button', { name: 'checkout' })
  ).toBeVisible();
  await expect(
    page.getByRole('region', { name: 'Join report' }).getByRole('cell', { name: 'done' }).first()
  ).toBeVisible();

  const rows = await thread.showList();
  await expect(rows.filter({ hasText: 'POST /checkout' }).first()).toBeVisible();
  await expect(rows.filter({ hasText: 'payment did not answer' }).first()).toBeVisible();
  expect(thread.complaints).toEqual([]);
});

test('an ID that nobody knows is said to be unknown', async ({ page }) => {
  const thread = new ThreadPage(page);
  await thread.visit({ 'var-id': 'req_nobody' });
  await expect(thread.panel.getByTestId('clew-state empty')).toContainText('req_nobody');
  expect(thread.complaints).toEqual([]);
});

test('an ID with every awkward character stays an ID', async ({ page }) => {
  const thread = new ThreadPage(page);
  await thread.visit({ 'var-id': '"} || {} \\ `$x ${id}' });
  await expect(thread.panel.getByTestId('clew-state empty')).toBeVisible();
  expect(thread.complaints).toEqual([]);
});
