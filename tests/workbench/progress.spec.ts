import { expect, test } from '@playwright/test';
import { ThreadPage } from './thread';

// What is painted before the late source has answered: an order of events, not a time.
const LATE_MS = '5000';

test('lines are painted before late traces answer', async ({ page }) => {
  const thread = new ThreadPage(page);
  await thread.visit({ 'delay-tempo': LATE_MS });
  await expect(thread.lines.first()).toBeVisible();
  await expect(thread.summary).toContainText(/\d+ lines/);
  expect(thread.openRequests('tempo')).toBeGreaterThan(0);
  await expect(thread.summary).toContainText(/\d+ spans/);
});

test('spans are painted before late logs answer', async ({ page }) => {
  const thread = new ThreadPage(page);
  await thread.visit({ 'delay-loki': LATE_MS });
  await expect(thread.summary).toContainText(/\d+ spans/);
  expect(thread.openRequests('loki')).toBeGreaterThan(0);
  await expect(thread.summary).toContainText(/[1-9]\d* lines/);
});

test('spans and lines are painted before late metrics answer', async ({ page }) => {
  const thread = new ThreadPage(page);
  await thread.visit({ 'delay-prom': LATE_MS });
  await expect(thread.summary).toContainText(/\d+ spans · [1-9]\d* lines/);
  await expect(thread.summary).not.toContainText(/services with metrics/);
  await expect.poll(() => thread.openRequests('prom')).toBeGreaterThan(0);
  await expect(thread.summary).toContainText(/services with metrics/);
});

test('another ID aborts what is still asked for the first', async ({ page }) => {
  const thread = new ThreadPage(page);
  const aborted: string[] = [];
  page.on('requestfailed', (request) => aborted.push(request.url()));
  await thread.visit({ 'delay-tempo': '60000' });
  await expect(thread.lines.first()).toBeVisible();
  expect(thread.openRequests('tempo')).toBeGreaterThan(0);
  const before = thread.openRequests('tempo');

  await page.getByRole('textbox', { name: 'ID', exact: true }).fill('req_other');
  await page.keyboard.press('Enter');
  await expect.poll(() => aborted.filter((url) => url.endsWith('/tempo')).length).toBe(before);
});

test('leaving the dashboard aborts what it asked', async ({ page }) => {
  const thread = new ThreadPage(page);
  const aborted: string[] = [];
  page.on('requestfailed', (request) => aborted.push(request.url()));
  await thread.visit({ 'delay-tempo': '60000' });
  await expect(thread.lines.first()).toBeVisible();
  const before = thread.openRequests('tempo');
  expect(before).toBeGreaterThan(0);
  await page.evaluate(() => window.history.pushState({}, '', '/a/clew-incident-app/investigate'));
  await page.evaluate(() => window.dispatchEvent(new PopStateEvent('popstate')));
  await expect(page.getByRole('heading', { name: 'Investigate' })).toBeVisible();
  await expect.poll(() => aborted.filter((url) => url.endsWith('/tempo')).length).toBe(before);
});
