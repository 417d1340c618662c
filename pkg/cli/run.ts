import { joinCommand } from './join-command';
import { err, problem, type Result } from '../../src/engine/result';
import { problemWords } from './words';

/** What the program prints and returns. 0: answered, problems included; 1: a failure of ours; 2: bad input. */
export interface Finished {
  readonly exit: 0 | 1 | 2;
  readonly stdout: string;
  readonly stderr: string;
}

const HELP = `clew: the thread through an incident, on files

  clew join [--json] [--key KEY] --id ID DIR
      Everything about one ID: its spans, lines and metrics, joined.
      DIR holds traces.json (OTLP JSON), logs.jsonl and metrics.json; any of them may be missing.
      KEY is auto (default), trace, request_id, message_id or order_id.
`;

const COMMANDS: Readonly<Record<string, (args: readonly string[]) => Result<string>>> = { join: joinCommand };

/** Runs one command line. Never throws. */
export function run([command = '', ...args]: readonly string[]): Finished {
  if (['', 'help', '--help', '-h'].includes(command) || args.includes('--help')) {
    return command === '' ? { exit: 2, stdout: '', stderr: HELP } : { exit: 0, stdout: HELP, stderr: '' };
  }
  try {
    const known = Object.hasOwn(COMMANDS, command) ? COMMANDS[command] : undefined;
    const answered = known === undefined ? err(problem('usage.command', { command })) : known(args);
    return answered.ok
      ? { exit: 0, stdout: `${answered.value}\n`, stderr: '' }
      : { exit: 2, stdout: '', stderr: `clew: ${problemWords(answered.error)}\n` };
  } catch (error) {
    const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { exit: 1, stdout: '', stderr: `clew: this should not have happened; please report it.\n${reason}\n` };
  }
}
