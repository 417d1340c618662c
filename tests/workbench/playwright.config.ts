import { defineConfig, devices } from '@playwright/test';
import { browserOptions } from '../../pkg/workbench/browser';

/** Browser tests of the built bundle in the workbench: `npm run test:browser`. One server for all, started by the set-up. */
export default defineConfig({
  testDir: '.',
  globalSetup: './serve.ts',
  outputDir: '../../test-results/workbench',
  fullyParallel: true,
  workers: 2,
  forbidOnly: process.env.CI !== undefined,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 30_000 },
  reporter: [['list']],
  use: {
    ...devices['Desktop Chrome'],
    viewport: { width: 1500, height: 900 },
    timezoneId: 'UTC',
    launchOptions: browserOptions(),
    trace: 'retain-on-failure',
  },
});
