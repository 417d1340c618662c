import { spawnSync } from 'node:child_process';

/** Debian's Prometheus, or why there is none. */
export type Found = { readonly version: string; readonly major: 2 | 3 } | { readonly missing: string };

const APT_SECONDS = 240;

/** Looks for `prometheus` and `promtool`, and installs Debian's package when they are absent and we may. Never throws. */
export function findPrometheus(): Found {
  const there = versionOf();
  if (there !== undefined) {
    return there;
  }
  if (process.getuid?.() !== 0) {
    return { missing: 'prometheus is not installed, and only root may install it (apt-get install prometheus)' };
  }
  const failure = install();
  return versionOf() ?? { missing: `apt-get could not install prometheus: ${failure}` };
}

/** Runlevel 1 keeps Debian from starting a service of its own. */
function install(): string {
  const apt = (...args: readonly string[]) =>
    spawnSync('timeout', [String(APT_SECONDS), 'apt-get', ...args], {
      encoding: 'utf8',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' },
    });
  const update = apt('update');
  const installed = update.status === 0 ? apt('install', '-y', '--no-install-recommends', 'prometheus') : update;
  return installed.status === 0
    ? ''
    : (installed.error?.message ?? (installed.stderr.trim().split('\n').at(-1) || 'no reason given'));
}

function versionOf(): Found | undefined {
  const asked = spawnSync('prometheus', ['--version'], { encoding: 'utf8' });
  const tool = spawnSync('promtool', ['--version'], { encoding: 'utf8' });
  // Some versions write to standard error.
  const version = /version (\d+)\.(\d+\.\d+)/.exec(`${asked.stdout}${asked.stderr}`);
  if (asked.status !== 0 || tool.status !== 0 || version === null) {
    return undefined;
  }
  return { version: `${version[1]}.${version[2]}`, major: Number(version[1]) >= 3 ? 3 : 2 };
}
