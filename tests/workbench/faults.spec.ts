import { expect, test } from '@playwright/test';
import { ThreadPage } from './thread';

/** What each source brings, and what must stay when another one fails. */
const SOURCES = [
  { uid: 'tempo', name: 'Tempo', stays: /[1-9]\d* lines/ },
  { uid: 'loki', name: 'Loki', stays: /[1-9]\d* spans/ },
  { uid: 'prom', name: 'Prometheus', stays: /[1-9]\d* spans · [1-9]\d* lines/ },
];

for (const { uid, name, stays } of SOURCES) {
  test(`${name} may not be queried: the rest stays, and the report says what to do`, async ({ page }) => {
    const thread = new ThreadPage(page);
    await thread.visit({ [`fail-${uid}`]: '403' });
    await expect(thread.summary).toContainText(stays);
    const report = thread.panel.getByTestId('clew-footer');
    await expect(report).toContainText(new RegExp(`${name}.*permission.*Ask an administrator`));
  });

  test(`${name} is hidden from the user: the rest stays`, async ({ page }) => {
    const thread = new ThreadPage(page);
    await thread.visit({ [`hide-${uid}`]: '' });
    await expect(thread.summary).toContainText(stays);
  });

  test(`${name} fails: the rest stays`, async ({ page }) => {
    const thread = new ThreadPage(page);
    await thread.visit({ [`fail-${uid}`]: '502' });
    await expect(thread.summary).toContainText(stays);
  });
}

test('nothing answers: the panel says so for each source, and is not blank', async ({ page }) => {
  const thread = new ThreadPage(page);
  await thread.visit({ 'fail-tempo': '500', 'fail-loki': '500', 'fail-prom': '500' });
  const state = thread.panel.getByTestId(/^clew-state (failed|forbidden)/);
  await expect(state).toContainText('Tempo');
  await expect(state).toContainText('Loki');
});
