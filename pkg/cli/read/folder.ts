import { existsSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';

import type { IdentityRules, LegState, ReportLine, Signal } from '../../../src/engine/correlation';
import type { LogTable, Series, Trace } from '../../../src/engine/model';
import { err, ok, problem, type Problem, type ProblemParams, type Result } from '../../../src/engine/result';
import { isObject, parseJson } from './json';
import { readLogLines } from './log-lines';
import { readMetrics } from './metrics';
import { readOtlp } from './otlp';
import { readText } from './text';

/** What the files of an incident hold, and how each file was read. */
export interface Incident {
  readonly traces: readonly Trace[];
  readonly logs: readonly LogTable[];
  readonly series: readonly Series[];
  readonly report: readonly ReportLine[];
}

interface FileOutcome {
  readonly incident: Partial<Omit<Incident, 'report'>>;
  readonly rows: number;
  readonly problems: readonly Problem[];
}

const FILES: ReadonlyArray<{ readonly name: string; readonly signal: Signal }> = [
  { name: 'traces.json', signal: 'traces' },
  { name: 'logs.jsonl', signal: 'logs' },
  { name: 'metrics.json', signal: 'metrics' },
];

/**
 * Reads an incident's folder, or one of its files. A file may be missing: the report says so, and the rest is read.
 *
 * @returns what is bad input: `folder.missing` {path}, `folder.empty` {path, files}, what {@link readText} says of a file,
 *   `file.empty` {file}, `file.bad-json` {file, reason}, `file.bad-shape` {file, reason}.
 */
export function readIncident(path: string, rules: IdentityRules): Result<Incident> {
  if (!existsSync(path)) {
    return err(problem('folder.missing', { path }));
  }
  const isFolder = statSync(path).isDirectory();
  const wanted = FILES.map((file) => ({ ...file, path: isFolder ? join(path, file.name) : path }));
  const present = isFolder
    ? wanted.filter((file) => existsSync(file.path))
    : wanted.filter(({ signal }) => signal === signalOf(path));
  if (present.length === 0) {
    return err(problem('folder.empty', { path, files: FILES.map(({ name }) => name).join(', ') }));
  }
  let incident: Incident = { traces: [], logs: [], series: [], report: [] };
  for (const file of wanted) {
    if (!present.includes(file)) {
      incident = {
        ...incident,
        report: [...incident.report, line(file.signal, file.name, 'skipped', 'file.missing', { file: file.name }, 0)],
      };
      continue;
    }
    const name = basename(file.path);
    const read = readFile(file.path, file.signal, rules);
    if (!read.ok) {
      return read;
    }
    const { rows, problems } = read.value;
    const [first] = problems;
    const report =
      first === undefined
        ? line(file.signal, name, rows > 0 ? 'done' : 'empty', 'file.read', { file: name, rows }, rows)
        : line(file.signal, name, 'partial', first.code, { ...first.params, count: first.count, file: name }, rows);
    incident = { ...incident, ...read.value.incident, report: [...incident.report, report] };
  }
  return ok(incident);
}

/** A single file says what it is by its name; any other JSON is taken for traces. */
function signalOf(path: string): Signal {
  const name = basename(path, '.gz');
  return name.endsWith('.jsonl') ? 'logs' : name.includes('metrics') ? 'metrics' : 'traces';
}

function line(
  signal: Signal,
  file: string,
  state: LegState,
  message: string,
  params: ProblemParams,
  rows: number
): ReportLine {
  return { leg: `${signal}:file`, signal, source: file, state, message, params, rows, elapsedMs: undefined };
}

function readFile(file: string, signal: Signal, rules: IdentityRules): Result<FileOutcome> {
  const text = readText(file);
  if (!text.ok) {
    return text;
  }
  if (signal === 'logs') {
    const { result, problems } = readLogLines(text.value, rules);
    return result.size === 0 && problems.length > 0
      ? err(problem('file.bad-shape', { file, reason: 'no line is {"timeUnixNano","labels","metadata","line"}' }))
      : ok({ incident: { logs: [result] }, rows: result.size, problems });
  }
  if (text.value.trim() === '') {
    return err(problem('file.empty', { file }));
  }
  const json = parseJson(text.value);
  if (!json.ok) {
    return err(problem('file.bad-json', { file, reason: json.error }));
  }
  return signal === 'traces' ? readTraceFile(json.value, file, rules) : readMetricFile(json.value, file, rules);
}

function readTraceFile(json: unknown, file: string, rules: IdentityRules): Result<FileOutcome> {
  const known = ['resourceSpans', 'resource_spans', 'batches', 'trace'];
  if (!isObject(json) || !known.some((name) => name in json)) {
    return err(problem('file.bad-shape', { file, reason: 'it is no OTLP JSON: {"resourceSpans":[...]}' }));
  }
  const { result, problems } = readOtlp(json, rules);
  return ok({ incident: { traces: result }, rows: result.reduce((sum, { size }) => sum + size, 0), problems });
}

function readMetricFile(json: unknown, file: string, rules: IdentityRules): Result<FileOutcome> {
  const series = readMetrics(json, rules);
  return series.ok
    ? ok({ incident: { series: series.value }, rows: series.value.length, problems: [] })
    : err(problem('file.bad-shape', { file, reason: String(series.error.params.reason) }));
}
