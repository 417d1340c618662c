import base from './playwright.config';
export default {
  ...base,
  globalSetup: undefined,
  workers: 1,
  testMatch: 'criticalpath.spec.ts',
  outputDir: '/tmp/h8/pw',
};
