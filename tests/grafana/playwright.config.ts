import { dirname } from 'node:path';

import type { PluginOptions } from '@grafana/plugin-e2e';
import { defineConfig, devices } from '@playwright/test';

const auth = `${dirname(require.resolve('@grafana/plugin-e2e'))}/auth`;
const executablePath = process.env.CHROME_BIN;
/** Nobody is logged in where there is no Grafana: the tests are skipped, with the reason. */
const running = process.env.GRAFANA_URL !== undefined;

/** Against a running Grafana with the bundle and everything in provisioning/: `GRAFANA_URL=http://... npm run e2e:grafana`. */
export default defineConfig<PluginOptions>({
  testDir: '.',
  fullyParallel: false,
  workers: 1,
  // A Grafana with all its sources on a small machine takes its time for a first paint.
  timeout: 120_000,
  expect: { timeout: 15_000 },
  forbidOnly: process.env.CI !== undefined,
  reporter: 'list',
  outputDir: '../../test-results/grafana',
  use: {
    baseURL: process.env.GRAFANA_URL ?? 'http://localhost:3000',
    trace: 'retain-on-failure',
    launchOptions: { executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'] },
  },
  projects: [
    ...(running ? [{ name: 'auth', testDir: auth, testMatch: [/.*\.js/] }] : []),
    {
      name: 'chromium',
      use: { ...devices['Desktop Chrome'], ...(running ? { storageState: 'playwright/.auth/admin.json' } : {}) },
      dependencies: running ? ['auth'] : [],
    },
  ],
});
