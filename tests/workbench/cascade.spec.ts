import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { type PanelPage, type Served, serveMemory } from '../../pkg/bench/render/page';
import { remember } from '../../pkg/workbench/sources';
import { incidentAddress } from './thread';
import { type House, house, serviceGraphOf } from './cascadeTelemetry';

const START_MS = Date.UTC(2026, 10, 21, 14, 0);
const CALLS = '{__name__=~"traces_service_graph_request.*"}';
const HOUSES = { eight: house(8, 11), sixty: house(60, 140), many: house(500, 2000) } as const;

const served = new Map<string, Served>();

test.beforeAll(async () => {
  test.setTimeout(240_000);
  const time = { from: new Date(START_MS).toISOString(), to: new Date(START_MS + 600_000).toISOString() };
  const page = (uid: string, more: Partial<PanelPage> = {}): PanelPage => ({
    uid,
    title: 'Cascade',
    type: 'clew-cascade-panel',
    metrics: [CALLS],
    maxDataPoints: 120,
    time,
    options: {},
    ...more,
  });
  for (const [name, one] of Object.entries(HOUSES)) {
    const memory = remember({
      traces: { resourceSpans: [] },
      logs: [],
      metrics: serviceGraphOf(one, START_MS),
      exemplars: [],
    });
    served.set(
      name,
      await serveMemory(memory, [
        page('whole'),
        page('table', { options: { mode: 'table' } }),
        page('narrow', { width: 9, height: 14 }),
        page('tiny', { width: 4, height: 4 }),
        page('partial', { metrics: ['rate(', CALLS] }),
        page('none', { metrics: ['up'] }),
      ])
    );
  }
});

test.afterAll(async () => {
  await Promise.all([...served.values()].map((one) => one.close()));
});

const address = (name: keyof typeof HOUSES, uid: string, theme = 'dark'): string =>
  `${served.get(name)?.address(uid) ?? ''}?theme=${theme}`;
const chain = ({ falls }: House): readonly string[] => [...falls].sort(([, a], [, b]) => a - b).map(([name]) => name);

for (const name of ['eight', 'sixty', 'many'] as const) {
  test(`${name} services: who was first, and who fell after it`, async ({ page }) => {
    const complaints = listen(page);
    const [first = '', ...others] = chain(HOUSES[name]);
    await page.goto(address(name, 'whole'));
    await expect(page.getByTestId('clew-summary')).toContainText(`First to degrade: ${first}`);
    await expect(page.getByTestId(`clew-card ${first}`)).toContainText('first to degrade');
    for (const other of others) {
      await expect(page.getByTestId(`clew-card ${other}`)).toContainText('T+');
    }
    expect(complaints).toEqual([]);
  });
}

test('services that nothing happened to are put together, and opened', async ({ page }) => {
  await page.goto(address('many', 'whole'));
  const group = page.getByRole('button', { name: /services, as usual/ }).first();
  await expect(group).toBeVisible();
  const before = await page.getByTestId(/^clew-card/).count();
  await group.click();
  expect(await page.getByTestId(/^clew-card/).count()).toBeGreaterThan(before);
});

test('the incident is replayed by key and by the button', async ({ page }) => {
  const [first = '', second = ''] = chain(HOUSES.eight);
  await page.goto(address('eight', 'whole'));
  const slider = page.getByRole('slider', { name: 'Moment of the incident' });
  await slider.focus();
  await page.keyboard.press('Home');
  await expect(page.getByTestId(`clew-card ${first}`)).toHaveAttribute('data-phase', 'usual');
  await page.getByRole('button', { name: 'Replay the incident' }).click();
  await expect(page.getByTestId(`clew-card ${first}`)).toHaveAttribute('data-phase', 'degraded');
  await expect(page.getByTestId(`clew-card ${second}`)).toHaveAttribute('data-phase', 'degraded');
});

for (const theme of ['dark', 'light']) {
  for (const name of ['eight', 'sixty', 'many'] as const) {
    test(`${name} services fall one after another as the replay goes on (${theme})`, async ({ page }, info) => {
      const services = chain(HOUSES[name]);
      await page.goto(address(name, 'whole', theme));
      const slider = page.getByRole('slider', { name: 'Moment of the incident' });
      const look = async (second: number, fallen: number) => {
        await slider.fill(String(second));
        await expect(page.getByTestId('clew-replay')).toContainText(`T${second < 0 ? '−' : '+'}${Math.abs(second)} s`);
        await expect(page.locator('[data-service][data-phase="degraded"]')).toHaveCount(fallen);
        for (const [at, service] of services.entries()) {
          const phase = at < fallen ? 'degraded' : 'usual';
          await expect(page.getByTestId(`clew-card ${service}`)).toHaveAttribute('data-phase', phase);
        }
        const picture = await page.screenshot();
        await info.attach(`${name}-${theme}-${second}`, { body: picture, contentType: 'image/png' });
      };
      await look(-5, 0);
      await look(4, 1);
      await look(14, 2);
      await expect(page.locator('[data-active="true"]').first()).toBeAttached();
      await slider.press('End');
      await expect(page.locator('[data-service][data-phase="degraded"]')).toHaveCount(services.length);
    });
  }
}

test('who wants less motion sees onset after onset', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto(address('eight', 'whole'));
  const slider = page.getByRole('slider', { name: 'Moment of the incident' });
  await slider.press('Home');
  await slider.press(' ');
  await expect(page.getByTestId('clew-replay')).toContainText('T+0 s');
  await expect(page.getByTestId('clew-replay')).toContainText('T+10 s');
});

test('without what draws the graph the table says the same, and it can be asked for again', async ({ page }) => {
  const [first = ''] = chain(HOUSES.eight);
  const chunk = '**/clew-cascade-panel/layout.js*';
  await page.route(chunk, (route) => route.fulfill({ status: 404, body: '' }));
  await page.goto(address('eight', 'whole'));
  await expect(page.getByRole('alert')).toContainText('the table says the same');
  await expect(page.getByTestId('clew-cascade-table').getByRole('row').nth(1)).toContainText(first);
  await page.unroute(chunk);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByTestId(`clew-card ${first}`)).toBeVisible();
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('by keys alone: to a service, into its details, and out', async ({ page }) => {
  await page.goto(address('eight', 'whole'));
  await page
    .getByTestId(/^clew-card/)
    .first()
    .focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  const details = page.getByTestId('clew-details');
  await expect(details.getByRole('link').first()).toHaveAttribute('href', /investigate\?service=.*from=\d+/);
  await page.keyboard.press('Escape');
  await expect(details).toHaveCount(0);
  await expect(page.locator('[data-service]:focus')).toHaveCount(1);
});

test('a table says the same', async ({ page }) => {
  await page.goto(address('sixty', 'table'));
  const rows = page.getByTestId('clew-cascade-table').getByRole('row');
  const [first = ''] = chain(HOUSES.sixty);
  await expect(rows.nth(1)).toContainText(first);
  await expect(rows.nth(1)).toContainText('first to degrade');
});

test('a query that fails costs nothing but itself', async ({ page }) => {
  await page.goto(address('eight', 'partial'));
  await expect(page.getByTestId('clew-summary')).toContainText('First to degrade');
  await expect(page.getByTestId('clew-footer')).toContainText(/parse error|bad_data|400/);
});

test('where nothing is, it says what to ask', async ({ page }) => {
  await page.goto(address('eight', 'none'));
  await expect(page.getByTestId(/^clew-state/)).toContainText('view “Cascade”');
});

test('a panel without room shows the services alone', async ({ page }) => {
  await page.goto(address('eight', 'tiny'));
  await expect(page.getByTestId(/^clew-card/).first()).toBeAttached();
  await expect(page.getByTestId('clew-summary')).toHaveCount(0);
});

for (const theme of ['dark', 'light']) {
  for (const uid of ['whole', 'table', 'narrow']) {
    test(`${uid} is accessible (${theme})`, async ({ page }) => {
      await page.goto(address('eight', uid, theme));
      await expect(page.getByTestId('clew-summary')).toContainText('First to degrade');
      const { violations } = await new AxeBuilder({ page })
        .include('[data-testid="clew-cascade"]')
        .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'])
        .analyze();
      expect(violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))).toEqual([]);
    });
  }
}

test('the Incident dashboard shows the cascade of what is staged', async ({ page }) => {
  await page.goto(incidentAddress());
  const panel = page.getByTestId('clew-cascade');
  await expect(panel.getByTestId('clew-summary')).toContainText('First to degrade');
  await expect(panel.getByTestId('clew-card payment')).toContainText('T+');
});

/** What the page complains about. */
function listen(page: Page): readonly string[] {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  return complaints;
}
