/** `npm run demo`: the built bundle in a plain page, over an incident of the lab. Needs no Grafana and no Docker. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { stage, type Staged } from './incident';
import { type DemoOptions, readOptions, USAGE } from './options';
import { type Alerts, alertsOf } from './server/alerting';
import { bundlePage } from './server/bundle';
import { isStale } from './server/freshness';
import { builtPlugins } from './server/plugins';
import { answeredSources, type Provisioning, readProvisioning } from './server/provisioning';
import { listen, workbenchServer } from './server/server';
import { answer, type Memory, remember } from './sources';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
/** Where an incident is met: what fails, and the ways to the requests. */
const DASHBOARD = 'clew-incident';
const BAD_INPUT = 2;
/** Whoever was called looks a little later. */
const AFTER_ALERT_MS = 30_000;
const BEFORE_ONSET_MS = 90_000;

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});

async function main(): Promise<void> {
  if (process.argv.includes('--help')) {
    console.log(USAGE);
    return;
  }
  const options = readCommandLine();
  if (options.build === 'always' || (options.build === 'when-stale' && isStale(root))) {
    build();
  }
  const plugins = builtPlugins(path.join(root, 'dist'));
  console.log(`Staging the incident "${options.scenario}" (seed ${options.seed}) ...`);
  const staged = stage(options, Date.now());
  const memory = remember(staged.incident);
  const provisioning = readProvisioning(path.join(root, 'provisioning'));
  const alerts = provisionedAlerts(provisioning, memory, staged);
  const toMs = Math.min(alerts.atMs + AFTER_ALERT_MS, staged.toMs);
  // As much time before it is staged too, for comparing; the range begins before the fault does.
  const calmMs = Number(BigInt(staged.incident.truth.onsetNs) / 1_000_000n) - BEFORE_ONSET_MS;
  const start = incidentAddress(Math.ceil(Math.max(staged.fromMs, Math.min((staged.fromMs + toMs) / 2, calmMs))), toMs);
  const server = workbenchServer({
    root,
    memory,
    provisioning,
    plugins,
    page: await bundlePage(root),
    start,
    faults: options.faults,
    alerts,
  });
  const port = await listen(server, options.port);
  const host = `http://localhost:${port}`;
  console.log(
    `\nThe incident:\n\n  ${host}${start}\n\nOne failing request, ${staged.id}:\n\n  ${host}${requestAddress(staged)}\n\nCtrl-C ends it.`
  );
}

function readCommandLine(): DemoOptions {
  try {
    return readOptions(process.argv.slice(2));
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n\n${USAGE}`);
    process.exit(BAD_INPUT);
  }
}

function build(): void {
  console.log('Building the bundle ...');
  const { status } = spawnSync('npm', ['run', '--silent', 'build'], { cwd: root, stdio: 'inherit' });
  if (status !== 0) {
    throw new Error('the bundle does not build');
  }
}

/** The rules of `provisioning/alerting`, evaluated over the incident. */
function provisionedAlerts(provisioning: Provisioning, memory: Memory, window: Staged): Alerts {
  const sources = answeredSources(provisioning);
  return alertsOf(provisioning.rules ?? [], window, (uid, request) => {
    const source = sources.get(uid);
    if (source === undefined) {
      throw new Error(`alert rules ask the data source "${uid}", which is not provisioned`);
    }
    return answer(memory, source, request);
  });
}

function incidentAddress(fromMs: number, toMs: number): string {
  return `/d/${DASHBOARD}?${new URLSearchParams({ from: String(fromMs), to: String(toMs) })}`;
}

function requestAddress({ fromMs, toMs, id }: Staged): string {
  const query = new URLSearchParams({ from: String(fromMs), to: String(toMs), 'var-key': 'request_id', 'var-id': id });
  return `/d/clew-request?${query}`;
}
