/**
 * Makes a fresh machine ready: the npm packages, and a browser. Plain JavaScript without dependencies, because it runs
 * before there are any.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const lockFile = path.join(root, 'package-lock.json');
const stamp = path.join(root, 'node_modules', '.clew-lock');

const SYSTEM_BROWSERS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];

/** Runs `npm ci` when `node_modules` is absent or was made from another lock file. */
export function ensurePackages() {
  const wanted = createHash('sha256').update(readFileSync(lockFile)).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) {
    return;
  }
  console.error('setup: installing packages (npm ci) ...');
  execFileSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
  writeFileSync(stamp, wanted);
}

/**
 * Finds a Chromium: `CHROME_BIN`, then a system browser, then Playwright's own, then Debian's package when root.
 * @returns {string} the path of its executable
 * @throws when there is none; the message says how to get one
 */
export function ensureBrowser() {
  const found = fromEnvironment() ?? fromSystem() ?? fromPlaywright() ?? fromDebian();
  if (found === undefined) {
    throw new Error(
      'no browser found. Set CHROME_BIN to a Chromium or Chrome, or install one ' +
        '(Debian: apt-get install chromium; any system: npx playwright install chromium), or pass --no-browser.'
    );
  }
  return found;
}

function fromEnvironment() {
  const named = process.env.CHROME_BIN;
  if (named !== undefined && named !== '' && !existsSync(named)) {
    throw new Error(
      `CHROME_BIN names ${named}, which does not exist. Correct it, or unset it to search for a browser.`
    );
  }
  return named === '' ? undefined : named;
}

function fromSystem() {
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  const candidates = SYSTEM_BROWSERS.flatMap((name) => folders.map((folder) => path.join(folder, name)));
  return candidates.find((file) => existsSync(file));
}

function fromPlaywright() {
  try {
    const file = createRequire(import.meta.url)('@playwright/test').chromium.executablePath();
    return existsSync(file) ? file : undefined;
  } catch {
    return undefined;
  }
}

function fromDebian() {
  if (process.getuid?.() !== 0 || spawnSync('apt-get', ['--version'], { stdio: 'ignore' }).status !== 0) {
    return undefined;
  }
  console.error("setup: installing Debian's chromium (apt-get) ...");
  const options = {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  };
  spawnSync('apt-get', ['update', '-q'], options);
  spawnSync('apt-get', ['install', '-qy', '--no-install-recommends', 'chromium', 'fonts-inter'], options);
  return fromSystem();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  ensurePackages();
}
