import { dashboards, expect, failingRequest, test } from './grafana';

/** A dashboard asks dozens of queries of three sources. */
test.describe.configure({ timeout: 300_000 });

for (const dashboard of dashboards) {
  test(`${dashboard.title}: every panel draws, and none fails`, async ({ gotoDashboardPage, page, request }) => {
    const { id, service } = await failingRequest(request);
    const queryParams = new URLSearchParams({
      from: 'now-30m',
      to: 'now',
      'var-id': id,
      'var-key': 'request_id',
      'var-service': service,
    });
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    const shown = await gotoDashboardPage({ uid: dashboard.uid, queryParams });
    await shown.waitForPanelsQueriesToComplete({ timeout: 60_000 });
    for (const { title } of dashboard.panels) {
      const panel = shown.getPanelByTitle(title.replace('${id}', id));
      await panel.scrollIntoView();
      await expect.soft(panel.locator, title).toBeVisible();
      await expect.soft(panel.getErrorIcon(), title).toBeHidden();
      await expect.soft(panel.locator.getByText(/Panel plugin not found|An unexpected error/), title).toBeHidden();
    }
    expect(complaints).toEqual([]);
  });
}

test('the thread of a failing request has spans, lines and metrics on one axis', async ({
  gotoDashboardPage,
  request,
}) => {
  const { id, service } = await failingRequest(request);
  const queryParams = new URLSearchParams({ from: 'now-30m', to: 'now', 'var-id': id, 'var-key': 'request_id' });
  const shown = await gotoDashboardPage({ uid: 'clew-request', queryParams });
  const thread = shown.getPanelByTitle(`The thread of ${id}`).locator;
  await expect(thread.getByTestId('clew-summary')).toContainText(/spans/, { timeout: 60_000 });
  await expect(thread.getByTestId('clew-summary')).toContainText(/lines/);
  await expect(thread.getByTestId(`clew-lane ${service}`).or(thread.getByText(service)).first()).toBeVisible();
});
