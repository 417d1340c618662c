import { breakersCommand } from './breakers/breakers-command';
import { joinCommand } from './join-command';
import { criticalPathCommand, type Printed } from './path/critical-path-command';
import { skewCommand } from './skew/skew-command';
import { suspectsCommand } from './suspects/suspects-command';
import { err, ok, problem, type Result } from '../../src/engine/result';
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

  clew critical-path [--rule RULE] [--back-to-back inclusive] [--aggregate] [--json] FILE...
      What decided how long each trace took; with --json one line a trace.
      --aggregate: what the paths of all traces have in common, and what would make them faster.
      FILE is Jaeger JSON, OTLP JSON (also one document a line) or Tempo's JSON, plain or gzip.
      RULE is last-finishing (default; Jaeger's) or tolerant (CRISP's).
      --back-to-back inclusive: a child that ends exactly when the next one starts is on the path (last-finishing).

  clew skew [--json] [--node-key KEY] [--node-map FILE] [--reference NODE] FILE...
      Whose clock is wrong, by how much, and what is out of order because of it. Files as above, all pooled; log lines
      (logs.jsonl) or an incident's folder add the clocks of logs.
      KEY is the attribute that names the machine (host.name, k8s.node.name, host.id, ... unless given).
      --node-map: JSON {"value of that attribute": "node"}.   --reference: the node whose clock is right.

  clew suspects [--json] [--at ISO] [--baseline DIR] DIR
      Who is to blame for an incident, best first, with what tells so.
      DIR holds the lab's files, or traces.csv.gz, logs.csv.gz and metrics.csv.gz; any of them may be missing.
      --at: when it was noticed, in UTC; found when not given.   --baseline: a folder of a good time; what is usual is
      otherwise the folder's own time before the onset.

  clew breakers [--json] [--log-pattern REGEX] DIR
      Circuit breakers: their states over time, measured by metrics and log lines, or inferred from spans; those that
      are set badly; and the calls that want one and have none. DIR as for join.
      --log-pattern: how your own lines tell of a change, with named groups: name, to, and if there is one from.
`;

type Command = (args: readonly string[]) => Result<Printed>;

const COMMANDS: Readonly<Record<string, Command>> = {
  join: (args) => {
    const answer = joinCommand(args);
    return answer.ok ? ok({ stdout: `${answer.value}\n`, failed: [] }) : answer;
  },
  'critical-path': criticalPathCommand,
  skew: skewCommand,
  suspects: suspectsCommand,
  breakers: breakersCommand,
};

/** Runs one command line. Never throws. */
export function run([command = '', ...args]: readonly string[]): Finished {
  if (['', 'help', '--help', '-h'].includes(command) || args.includes('--help')) {
    return command === '' ? { exit: 2, stdout: '', stderr: HELP } : { exit: 0, stdout: HELP, stderr: '' };
  }
  try {
    const known = Object.hasOwn(COMMANDS, command) ? COMMANDS[command] : undefined;
    const answered = known === undefined ? err(problem('usage.command', { command })) : known(args);
    const { stdout, failed } = answered.ok ? answered.value : { stdout: '', failed: [answered.error] };
    return {
      exit: failed.length === 0 ? 0 : 2,
      stdout,
      stderr: failed.map((one) => `clew: ${problemWords(one)}\n`).join(''),
    };
  } catch (error) {
    const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { exit: 1, stdout: '', stderr: `clew: this should not have happened; please report it.\n${reason}\n` };
  }
}
