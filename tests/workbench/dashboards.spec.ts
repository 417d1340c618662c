import { expect, type Page, test } from '@playwright/test';
import { demoAddress, incidentAddress } from './thread';

/** Every dashboard, with something that its data brings to the screen. */
const DASHBOARDS = [
  { uid: 'clew-incident', panels: 9, shows: ['Requests fail', 'payment', 'POST /checkout'] },
  { uid: 'clew-request', panels: 9, shows: ['POST /charges', 'p99'] },
  { uid: 'clew-service', panels: 8, shows: ['frontend', 'POST /checkout'] },
  { uid: 'clew-clocks', panels: 9, shows: ['Farthest apart', 'by requests between the nodes'] },
];

function address(uid: string): string {
  const { search } = new URL(uid === 'clew-request' ? demoAddress() : incidentAddress());
  return new URL(`/d/${uid}${search}${uid === 'clew-service' ? '&var-service=checkout' : ''}`, demoAddress()).href;
}

function complaintsOf(page: Page): readonly string[] {
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  return complaints;
}

for (const { uid, panels, shows } of DASHBOARDS) {
  test(`${uid} draws every panel, without a complaint`, async ({ page }) => {
    const complaints = complaintsOf(page);
    await page.setViewportSize({ width: 1500, height: 2400 });
    await page.goto(address(uid));
    test.setTimeout(120_000);
    const regions = page.getByRole('main').getByRole('region');
    await expect.poll(() => regions.count()).toBeGreaterThanOrEqual(panels - 1);
    for (const text of shows) {
      await expect(page.getByText(text).first()).toBeVisible({ timeout: 60_000 });
    }
    await expect(page.getByText(/the workbench has no panel|is not known/)).toHaveCount(0);
    expect(complaints).toEqual([]);
  });
}

test('a link between dashboards keeps the time range', async ({ page }) => {
  await page.goto(address('clew-incident'));
  await page.getByRole('link', { name: 'Service', exact: true }).click();
  const { searchParams } = new URL(incidentAddress());
  // Scenes write moments of the address as ISO.
  const from = new Date(Number(searchParams.get('from'))).toISOString();
  await expect(page).toHaveURL(new RegExp(`/d/clew-service.*from=(${from}|${searchParams.get('from')})`));
});
