import { breakersCommand } from './breakers/breakers-command';
import { type CommandName, EXITS, HELP, TITLE } from './help';
import { joinCommand } from './join-command';
import { criticalPathCommand } from './path/critical-path-command';
import type { Printed } from './printed';
import { skewCommand } from './skew/skew-command';
import { suspectsCommand } from './suspects/suspects-command';
import { err, problem, type Result } from '../../src/engine/result';
import { problemWords } from './words';

/** What the program prints and returns. 0: answered, problems included; 1: a failure of ours; 2: bad input. */
export interface Finished {
  readonly exit: 0 | 1 | 2;
  readonly stdout: string;
  readonly stderr: string;
}

const COMMANDS: Readonly<Record<CommandName, (args: readonly string[]) => Result<Printed>>> = {
  join: joinCommand,
  'critical-path': criticalPathCommand,
  skew: skewCommand,
  suspects: suspectsCommand,
  breakers: breakersCommand,
};

/** Runs one command line. Never throws. */
export function run([command = '', ...args]: readonly string[]): Finished {
  if (command === '') {
    return { exit: 2, stdout: '', stderr: helpOf(Object.values(HELP)) };
  }
  if (command === 'help' || isHelp(command)) {
    return { exit: 0, stdout: helpOf(Object.values(HELP)), stderr: '' };
  }
  if (!isCommand(command)) {
    return finish(err(problem('usage.command', { command, known: Object.keys(COMMANDS).join(', ') })));
  }
  if (args.some(isHelp)) {
    return { exit: 0, stdout: helpOf([HELP[command]]), stderr: '' };
  }
  try {
    return finish(COMMANDS[command](args));
  } catch (error) {
    const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { exit: 1, stdout: '', stderr: `clew: this should not have happened; please report it.\n${reason}\n` };
  }
}

function finish(answered: Result<Printed>): Finished {
  const { stdout, failed } = answered.ok ? answered.value : { stdout: '', failed: [answered.error] };
  return {
    exit: failed.length === 0 ? 0 : 2,
    stdout,
    stderr: failed.map((one) => `clew: ${problemWords(one)}\n`).join(''),
  };
}

function helpOf(commands: readonly string[]): string {
  return [TITLE, ...commands, EXITS].join('\n');
}

function isHelp(argument: string): boolean {
  return argument === '--help' || argument === '-h';
}

function isCommand(name: string): name is CommandName {
  return Object.hasOwn(COMMANDS, name);
}
