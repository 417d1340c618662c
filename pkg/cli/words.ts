import type { CoverageGap } from '../../src/engine/correlation';
import type { Problem, ProblemParams } from '../../src/engine/result';
import { BREAKER_WORDS } from './breakers/words';
import { SUSPECT_WORDS } from './suspects/words';

/** English for the engine's message keys and the command line's own. `{x}` is the parameter x. */
const WORDS: Readonly<Record<string, string>> = {
  ...SUSPECT_WORDS,
  ...BREAKER_WORDS,
  'usage.command': 'unknown command "{command}". Known: {known}. Try: npm run --silent clew -- --help',
  'usage.option': '{reason}. Try: npm run --silent clew -- --help',
  'usage.no-id': 'which ID? Add --id ID, for example --id req_7f3a',
  'usage.no-dir': 'which folder? Name the folder that holds traces.json, logs.jsonl and metrics.json',
  'usage.no-incident':
    'which folder? Name the folder that holds traces, logs and metrics, as the lab writes them or as .csv.gz tables',
  'usage.at': '--at is a time like 2026-11-21T10:15:00Z, not "{value}"',
  'usage.many-dirs': 'one folder at a time, please: {dirs}',
  'usage.key': 'unknown key "{key}". Known: {known}',
  'usage.rule': 'unknown rule "{rule}". Known: {known}',
  'usage.back-to-back': '--back-to-back is strict or inclusive, not "{value}"',
  'usage.no-trace-file':
    "which file? Name one or more files with traces: Jaeger JSON, OTLP JSON or Tempo's JSON, plain or gzip",
  'usage.reference': 'no node is called "{reference}". Known: {known}',
  'usage.node-map': '{file} is no node map ({reason}). It is JSON like {"10.0.1.7": "node-a"}',
  'clock.no-node':
    '{count} requests run on a node that no attribute names. Name one with --node-key, for example --node-key ip',
  'clock.one-sided': '{from} -> {to}: each of {count} calls outlives its caller, which bounds no clock',
  'clock.no-exchange': 'no request was seen from both sides (client and server span), so no clock can be compared',
  'clock.loop': '{from} -> {to} contradicts the other pairs around a loop, and was left out',
  'folder.missing':
    'there is no {path}. Check the path, or make a folder: npm run lab -- run mysterious-timeout --seed 1 --out DIR',
  'folder.empty': '{path} holds none of {files}. Name a folder with at least one of them',
  'file.bad-json': '{file} is not JSON ({reason}). Export it again',
  'file.bad-shape': '{file} is not what it should be: {reason}',
  'file.unreadable': '{file} cannot be read ({reason}). Check the path and your permission to read it',
  'file.is-folder': '{file} cannot be read: it is a folder. Name the files in it',
  'file.bad-gzip': '{file} begins like gzip but is not whole ({reason}). Copy or download it again',
  'file.empty': '{file} is empty. Export it again',
  'file.bad-line': '{file}, line {line} is not JSON ({reason}). Export it again, or remove the line',
  'file.no-traces':
    '{file} holds no traces: it is neither Jaeger JSON {"data":[...]}, nor OTLP JSON {"resourceSpans":[...]}, nor Tempo\'s {"batches":[...]}. Export a trace in one of these',
  'file.missing': 'there is no {file}: this signal is missing from the answer',
  'file.read': '{file}: {rows} rows read',
  'csv.bad-span': '{count} rows have no usable trace ID, span ID or start, and were left out',
  'otlp.bad-span': '{file}: {count} spans have no usable trace ID, span ID or start, and were left out',
  'logs.bad-row': '{file}: {count} rows are no log line (the first is line {first}), and were left out',
  'lookup.span-search': 'spans with the ID {asked}: found in {rows} traces',
  'lookup.traces': 'traces by ID: {rows} spans',
  'lookup.log-search': 'lines with the ID {asked}: {rows}',
  'lookup.logs-by-trace': 'lines that name the traces: {rows}',
  'lookup.metrics': 'series of the services found: {rows}',
  'rounds.empty-id': 'the ID is empty. Give the value of a {key}',
  'rounds.bad-trace-id':
    '"{id}" cannot be a trace ID: those are 1 to 32 hexadecimal digits, not all zeros. Name another --key',
  'rounds.traces-left-out': '{count} more traces were found and left out: the limit is {limit}',
  'rounds.ids-left-out': '{count} more IDs were found and not followed: the limit is {limit}',
  'rounds.hops-left-out': '{count} more IDs or traces are further than {limit} hops away, and were not followed',
  'join.duplicate-span': 'trace {traceId}: {count} spans share the ID of another span; all are kept',
  'join.namespace-assumed': 'service "{name}" is taken for "{key}", the only one of that name',
  'gap.orphan-span': '{service}: {count} spans name a parent that is not there',
  'gap.span-without-log': '{service}: {count} spans without a log line',
  'gap.log-without-span': '{service}: {count} lines name a trace, but none of its spans',
  'gap.log-without-trace': '{service}: {count} lines name no trace',
  'gap.trace-not-found': '{count} lines name {traces} traces that were not found, such as {example}',
  'gap.service-metrics-only': '{service}: metrics only',
  'gap.service-without-metrics': '{service}: no metrics',
  'gap.service-without-logs': '{service}: no log lines',
  'gap.unmapped-service': '{count} rows of {signal} belong to no known service',
  'gap.id-shared-by-traces': 'the ID {id} is in {count} traces',
  'gap.truncated': '{signal} were cut off by the source',
  'path.head': 'trace {traceId}: {length}, {onPath} of {spans} spans on the critical path ({rule})',
  'path.more': '... and {count} more',
  'path.no-start': '{count} spans have no usable start, and were left out',
  'profile.none': 'no traces',
  'profile.head': '{traces} traces, {spans} spans ({rule}); latency P50 {p50}, P95 {p95}, P99 {p99}, longest {max}',
  'profile.column.path': 'call path (means over all traces)',
  'profile.column.length': 'length',
  'profile.column.own': 'own',
  'profile.column.share': 'share',
  'profile.column.spans': 'spans',
  'profile.column.worst': 'worst own time, and its trace',
  'profile.column.cohort': 'share of the time, by requests at',
  'profile.column.all': 'all',
  'profile.column.traces': 'requests',
  'profile.column.mean': 'mean latency',
  'profile.column.saving': '20 % faster',
  'profile.column.saved': 'saves',
  'profile.column.p50': 'new P50',
  'profile.column.p95': 'new P95',
  'profile.column.p99': 'new P99',
  'path.column.span': 'span',
  'path.column.operation': 'operation',
  'path.column.length': 'length',
  'path.column.own': 'own',
  'path.column.share': 'share',
  'path.column.self': 'self',
  'path.column.drag': 'drag',
  'path.column.spans': 'spans',
  'path.orphan-root': '{count} spans name a parent that is not there (such as {spanId}); each was taken for a root',
  'path.several-roots': 'the trace has {count} roots; each has a path of its own',
  'path.cycle':
    '{count} spans are their own ancestors (such as {spanId}); each circle was cut, and its end taken for a root',
  'path.duplicate': '{count} spans have an ID that was used before (such as {spanId})',
  'path.negative-duration': '{count} spans ended before they started (such as {spanId}); they count as 0 long',
  'path.clipped': '{count} spans began before or ended after their parent (such as {spanId}), and were cut to it',
  'path.outside': '{count} spans lie outside their parent (such as {spanId}), and were left out with those below',
  'path.asynchronous': '{count} spans are asynchronous (such as {spanId}): nobody waits for them',
  'path.skewed': '{count} servers lie outside their client (such as {spanId}): their clocks differ',
  'path.tie': '{count} spans end at the same time as a sibling (such as {spanId}); the rule chose one',
};

/** The words of a message key; a key without words is shown as it is, with what is known. */
export function words(key: string, params: ProblemParams): string {
  const text = WORDS[key];
  return text === undefined
    ? `${key} ${JSON.stringify(params)}`
    : text.replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? '?'));
}

export function problemWords({ code, params, count }: Problem): string {
  return words(code, { count, ...params });
}

export function gapWords({ kind, service, count, params }: CoverageGap): string {
  return words(`gap.${kind}`, { count, service: service?.key === '' ? 'unmapped' : (service?.key ?? '?'), ...params });
}
