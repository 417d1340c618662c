import { parseCommand, USAGE } from './command';
import { makeFolder, writeIncident } from './files';
import { type LiveArguments, runLive } from './live';
import { runScenario } from './run';
import { scenarioNames, scenarios } from './scenarios';
import { assertUnreachable } from '../../src/engine/result';

const BAD_INPUT = 2;

function main(args: readonly string[]): number | Promise<number> {
  const command = parseCommand(args);
  switch (command.kind) {
    case 'help':
      process.stdout.write(USAGE);
      return 0;
    case 'list':
      for (const name of scenarioNames) {
        process.stdout.write(`${name.padEnd(22)}${scenarios[name].summary}\n`);
      }
      return 0;
    case 'bad':
      process.stderr.write(`lab: ${command.reason}. Try: npm run lab -- --help\n`);
      return BAD_INPUT;
    case 'run':
      return run(command);
    case 'live':
      return live(command);
    default:
      return assertUnreachable(command);
  }
}

function run(command: Extract<ReturnType<typeof parseCommand>, { kind: 'run' }>): number {
  const { scenario, seed, out, scale, startNs } = command;
  if (!writes(out, () => makeFolder(out))) {
    return BAD_INPUT;
  }
  const incident = runScenario(scenario, { seed, scale, ...(startNs === undefined ? {} : { startNs }) });
  if (!writes(out, () => writeIncident(out, incident))) {
    return BAD_INPUT;
  }
  const [id] = incident.truth.ids;
  process.stdout.write(`${scenario}, seed ${seed}, written to ${out}; start from ${id ?? 'any request'}\n`);
  return 0;
}

/** Whether something could be written; what is in the way is told. */
function writes(out: string, write: () => void): boolean {
  try {
    write();
    return true;
  } catch (error) {
    process.stderr.write(`lab: --out ${out} cannot be written (${reasonOf(error)}). Name another folder\n`);
    return false;
  }
}

async function live(command: LiveArguments): Promise<number> {
  try {
    await runLive(command, (line) => process.stdout.write(`lab: ${line}\n`));
    return 0;
  } catch (error) {
    process.stderr.write(`lab: ${reasonOf(error)}\n`);
    return BAD_INPUT;
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

void Promise.resolve(main(process.argv.slice(2))).then((code) => {
  process.exitCode = code;
});
