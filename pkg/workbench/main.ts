/** `npm run demo`: the built bundle in a plain page, over an incident of the lab. Needs no Grafana and no Docker. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { stage, type Staged } from './incident';
import { type DemoOptions, readOptions, USAGE } from './options';
import { bundlePage } from './server/bundle';
import { isStale } from './server/freshness';
import { builtPlugins } from './server/plugins';
import { readProvisioning } from './server/provisioning';
import { listen, workbenchServer } from './server/server';
import { remember } from './sources';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
/** Where an incident is met: what fails, and the ways to the requests. */
const DASHBOARD = 'clew-incident';
const BAD_INPUT = 2;

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
  const start = incidentAddress(staged);
  const server = workbenchServer({
    root,
    memory: remember(staged.incident),
    provisioning: readProvisioning(path.join(root, 'provisioning')),
    plugins,
    page: await bundlePage(root),
    start,
    faults: options.faults,
    window: staged,
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

function incidentAddress({ fromMs, toMs }: Staged): string {
  return `/d/${DASHBOARD}?${new URLSearchParams({ from: String(fromMs), to: String(toMs) })}`;
}

function requestAddress({ fromMs, toMs, id }: Staged): string {
  const query = new URLSearchParams({ from: String(fromMs), to: String(toMs), 'var-key': 'request_id', 'var-id': id });
  return `/d/clew-request?${query}`;
}
