import { existsSync } from 'node:fs';
import process from 'node:process';
import type { LaunchOptions } from '@playwright/test';

const CANDIDATES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Chromium without a sandbox (containers run as root), and without the traffic that it starts by itself. */
const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** How to start a browser here: `CHROME_BIN`, else a system Chromium, else Playwright's own. */
export function browserOptions(): LaunchOptions {
  const given = process.env.CHROME_BIN;
  const executablePath = given !== undefined && given !== '' ? given : CANDIDATES.find((path) => existsSync(path));
  return { args: ARGS, ...(executablePath === undefined ? {} : { executablePath }) };
}
