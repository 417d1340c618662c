/** What each command is for and takes, as `--help` prints it. */
export const HELP = {
  join: `  clew join [--json] [--key KEY] --id ID DIR
      Everything about one ID: its spans, lines and metrics, joined.
      DIR holds traces.json (OTLP JSON), logs.jsonl and metrics.json; any of them may be missing. It may be one of them.
      KEY is auto (default), trace, request_id, message_id or order_id.
`,
  'critical-path': `  clew critical-path [--rule RULE] [--back-to-back inclusive] [--aggregate] [--json] FILE...
      What decided how long each trace took; with --json one line a trace.
      --aggregate: what the paths of all traces have in common, and what would make them faster.
      FILE is Jaeger JSON, OTLP JSON (also one document a line) or Tempo's JSON, plain or gzip.
      RULE is last-finishing (default; Jaeger's) or tolerant (CRISP's).
      --back-to-back inclusive: a child that ends exactly when the next one starts is on the path (last-finishing).
`,
  skew: `  clew skew [--json] [--node-key KEY] [--node-map FILE] [--reference NODE] FILE...
      Whose clock is wrong, by how much, and what is out of order because of it. Files as for critical-path, all pooled;
      log lines (logs.jsonl) or an incident's folder add the clocks of logs.
      KEY is the attribute that names the machine (host.name, k8s.node.name, host.id, ... unless given).
      --node-map: JSON {"value of that attribute": "node"}.   --reference: the node whose clock is right.
`,
  suspects: `  clew suspects [--json] [--at ISO] [--baseline DIR] DIR
      Who is to blame for an incident, best first, with what tells so.
      DIR holds the lab's files, or traces.csv.gz, logs.csv.gz and metrics.csv.gz; any of them may be missing.
      --at: when it was noticed, in UTC; found when not given.   --baseline: a folder of a good time; what is usual is
      otherwise the folder's own time before the onset.
`,
  breakers: `  clew breakers [--json] [--log-pattern REGEX] DIR
      Circuit breakers: their states over time, measured by metrics and log lines, or inferred from spans; those that
      are set badly; and the calls that want one and have none. DIR as for join.
      --log-pattern: how your own lines tell of a change, with named groups: name, to, and if there is one from.
`,
} as const;

export type CommandName = keyof typeof HELP;

export const TITLE = 'clew: the thread through an incident, on files\n';
export const EXITS =
  'Answers on stdout, JSON alone with --json. Exit 0 when answered (problems included), 2 for bad input, 1 for a failure of ours.\n';
