import { parseCommand, USAGE } from './command';
import { writeIncident } from './files';
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
      process.stderr.write(`lab: ${command.reason}\n\n${USAGE}`);
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
  const incident = runScenario(scenario, { seed, scale, ...(startNs === undefined ? {} : { startNs }) });
  try {
    writeIncident(out, incident);
  } catch (error) {
    process.stderr.write(`lab: cannot write to ${out}: ${error instanceof Error ? error.message : String(error)}\n`);
    return BAD_INPUT;
  }
  const [id] = incident.truth.ids;
  process.stdout.write(`${scenario}, seed ${seed}, written to ${out}; start from ${id ?? 'any request'}\n`);
  return 0;
}

async function live(command: LiveArguments): Promise<number> {
  try {
    await runLive(command, (line) => process.stdout.write(`lab: ${line}\n`));
    return 0;
  } catch (error) {
    process.stderr.write(`lab: ${error instanceof Error ? error.message : String(error)}\n`);
    return BAD_INPUT;
  }
}

void Promise.resolve(main(process.argv.slice(2))).then((code) => {
  process.exitCode = code;
});
