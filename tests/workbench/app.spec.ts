import { expect, test } from '@playwright/test';
import { ThreadPage, demoAddress, demoId } from './thread';

const app = (more = '') => new URL(`/a/clew-incident-app${more}`, demoAddress()).href;

test('from an ID to its timeline, by keyboard alone', async ({ page }) => {
  const thread = new ThreadPage(page);
  await page.goto(app());
  await expect(page).toHaveURL(/investigate$/);
  await expect(page.getByRole('textbox', { name: /^ID/ })).toBeFocused();
  await page.keyboard.type(demoId());
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`investigate\\?key=request_id&id=${demoId()}`));
  await expect(page.getByTestId('clew-summary')).toContainText(demoId());
  expect(thread.complaints).toEqual([]);

  await page.goto(app('/investigate'));
  await expect(page.getByRole('link', { name: demoId() })).toBeVisible();
  await page.getByRole('button', { name: 'Forget these' }).click();
  await expect(page.getByRole('link', { name: demoId() })).toBeHidden();
});

test('says what is wrong with what was entered', async ({ page }) => {
  await page.goto(app('/investigate'));
  await page.getByRole('button', { name: 'Follow the thread' }).click();
  await expect(page.getByText('Enter the ID to follow')).toBeVisible();
  await page.getByRole('textbox', { name: /Around this moment/ }).fill('yesterday');
  await expect(page.getByText('This is no time')).toBeVisible();
});

test('recognises a pasted traceparent', async ({ page }) => {
  await page.goto(app('/investigate'));
  await page.getByRole('textbox', { name: /^ID/ }).fill('00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01');
  await expect(page.getByRole('combobox', { name: 'Kind of ID' })).toHaveValue(/Trace/);
});

test('says which sources are asked, and how they are', async ({ page }) => {
  await page.goto(app('/investigate?fail-loki=502'));
  await expect(page.getByTestId('clew-source tempo').getByRole('img', { name: 'Works' })).toBeVisible();
  await expect(page.getByTestId('clew-source loki').getByRole('img', { name: 'Does not work' })).toBeVisible();
});

test('without the data source it says how to add it', async ({ page }) => {
  await page.goto(app('/investigate?hide-clew'));
  await expect(page.getByText('Add a Clew Correlation data source first')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Add the data source' })).toBeVisible();
});
