import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { ThreadPage } from './thread';

test('zooms and pans by keyboard, and shows everything again', async ({ page }) => {
  const thread = new ThreadPage(page);
  await thread.visit();
  await expect(thread.summary).toContainText('spans');
  const whole = thread.panel.getByRole('button', { name: /Show everything/ });
  await expect(whole).toBeDisabled();
  await thread.drawing.focus();
  await page.keyboard.press('+');
  await expect(whole).toBeEnabled();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('0');
  await expect(whole).toBeDisabled();
});

test('zooms by dragging across, and by wheel', async ({ page }) => {
  const thread = new ThreadPage(page);
  await thread.visit();
  await expect(thread.summary).toContainText('spans');
  const whole = thread.panel.getByRole('button', { name: /Show everything/ });
  const box = await thread.drawing.boundingBox();
  if (box === null) {
    throw new Error('the timeline is not drawn');
  }
  const y = box.y + 40;
  await page.mouse.move(box.x + box.width * 0.4, y);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.6, y, { steps: 5 });
  await page.mouse.up();
  await expect(whole).toBeEnabled();
  await whole.click();
  await expect(whole).toBeDisabled();
  await page.mouse.move(box.x + box.width / 2, y);
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, -400);
  await page.keyboard.up('Control');
  await expect(whole).toBeEnabled();
});

test('walks from error to error, and opens one with its facts and links', async ({ page }) => {
  const thread = new ThreadPage(page);
  await thread.visit();
  await expect(thread.summary).toContainText('spans');
  await thread.drawing.focus();
  await page.keyboard.press('e');
  await page.keyboard.press('Enter');
  const details = thread.panel.getByTestId('clew-details');
  await expect(details).toBeVisible();
  await expect(details.getByRole('link').first()).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(details).toBeHidden();
});

test('a data link leads to the source with its query', async ({ page }) => {
  const thread = new ThreadPage(page);
  await thread.visit();
  await expect(thread.summary).toContainText('spans');
  await thread.drawing.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await thread.panel.getByTestId('clew-details').getByRole('link').first().click();
  await expect(page).toHaveURL(/\/explore/);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/Tempo|Loki/);
});

test('a refresh keeps the zoom and the view', async ({ page }) => {
  const thread = new ThreadPage(page);
  await thread.visit();
  await expect(thread.summary).toContainText('services with metrics');
  await thread.drawing.focus();
  await page.keyboard.press('+');
  const whole = thread.panel.getByRole('button', { name: /Show everything/ });
  await expect(whole).toBeEnabled();
  await page.getByRole('button', { name: 'Refresh', exact: true }).click();
  await expect.poll(() => thread.openRequests('tempo') + thread.openRequests('loki')).toBe(0);
  await expect(thread.summary).toContainText('services with metrics');
  await expect(whole).toBeEnabled();
});

test('exports the list as text', async ({ page }) => {
  const thread = new ThreadPage(page);
  await thread.visit();
  await expect(thread.summary).toContainText('services with metrics');
  await thread.panel.getByRole('button', { name: 'Export the list as text' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'Download as text' }).click();
  const text = await readFile(await (await download).path(), 'utf8');
  expect(text).toContain('checkout failed');
});

test('filters by text', async ({ page }) => {
  const thread = new ThreadPage(page);
  await thread.visit();
  await expect(thread.summary).toContainText('services with metrics');
  const rows = await thread.showList();
  await expect(rows.filter({ hasText: 'POST /checkout' }).first()).toBeVisible();
  await thread.panel.getByRole('textbox', { name: /Search/ }).fill('did not answer');
  await expect(rows.filter({ hasText: 'POST /reservations' })).toHaveCount(0);
  await expect(rows.filter({ hasText: 'payment did not answer' }).first()).toBeVisible();
});

test('switches between dark and light', async ({ page }) => {
  const thread = new ThreadPage(page);
  await thread.visit({ theme: 'light' });
  await expect(page.locator('body')).toHaveClass(/theme-light/);
  await expect(thread.summary).toContainText('spans');
  await page.getByRole('button', { name: 'Switch to the dark theme' }).click();
  await expect(page.locator('body')).toHaveClass(/theme-dark/);
  expect(thread.complaints).toEqual([]);
});
