import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';

import {
  defaultNodeRules,
  linesBeforeCause,
  type LogClocks,
  logClocks,
  type NodeRules,
  SkewCollector,
  type Violation,
} from '../../../src/engine/clock';
import { defaultIdentityRules } from '../../../src/engine/correlation';
import type { LogTable } from '../../../src/engine/model';
import { err, ok, problem, type Problem, type Result } from '../../../src/engine/result';
import { readArguments } from '../arguments';
import type { Printed } from '../printed';
import { isObject, parseJson } from '../read/json';
import { readLogLines } from '../read/log-lines';
import { readText } from '../read/text';
import { type FileTrace, readTraceFile } from '../read/traces';
import { skewJson, type ShownIds } from './skew-json';
import { skewText } from './skew-text';

interface SkewCommand {
  readonly rules: NodeRules;
  readonly reference: string | undefined;
  readonly json: boolean;
  readonly files: readonly string[];
}

/** Files of an incident's folder that say something of clocks. */
const FOLDER_FILES = ['traces.json', 'logs.jsonl'];

/**
 * `clew skew [--json] [--node-key KEY] [--node-map FILE] [--reference NODE] FILE...`: the clocks of all files' nodes, pooled.
 * A file of log lines, or a folder with `traces.json` and `logs.jsonl`, adds the clocks of logs. A file that cannot be read
 * is named, and the others are answered.
 */
export function skewCommand(args: readonly string[]): Result<Printed> {
  const command = readCommand(args);
  if (!command.ok) {
    return command;
  }
  const { rules, reference, json, files } = command.value;
  const { traces, logs, failed } = readPool(files);
  if (traces.length + logs.length === 0 && failed.length > 0) {
    return ok({ stdout: '', failed });
  }
  const collector = new SkewCollector({ nodes: rules, ...(reference === undefined ? {} : { reference }) });
  for (const { trace, spanIds } of traces) {
    // Named as in the file; the rows' relations are columns of their own.
    collector.add({ ...trace, spanId: spanIds });
  }
  const { result, problems } = collector.finish();
  const known = result.nodes.map(({ node }) => node);
  if (reference !== undefined && known.length > 0 && !known.includes(reference)) {
    return err(problem('usage.reference', { reference, known: known.join(', ') }));
  }
  const clocks = logClocks(
    traces.map(({ trace }) => trace),
    logs,
    result.origin
  );
  const lines = withEarly(clocks, linesBeforeCause(logs, result.origin, rules));
  const shown: ShownIds = new Map(traces.map(({ trace, traceId }) => [trace.traceId, traceId]));
  const stdout = json
    ? `${JSON.stringify(skewJson(result, lines, problems, shown))}\n`
    : skewText(result, lines, problems, shown);
  return ok({ stdout, failed });
}

/** With lines of which logical clocks prove that they are out of order. */
function withEarly(logs: LogClocks, early: readonly Violation[]): LogClocks {
  const { violations, violationCount } = logs;
  return { ...logs, violations: [...violations, ...early], violationCount: violationCount + early.length };
}

/** What the files hold, pooled, and which could not be read. */
interface Pool {
  readonly traces: readonly FileTrace[];
  readonly logs: readonly LogTable[];
  readonly failed: readonly Problem[];
}

function readPool(paths: readonly string[]): Pool {
  const traces: Array<readonly FileTrace[]> = [];
  const logs: LogTable[] = [];
  const failed: Problem[] = [];
  for (const listed of paths.map(contentsOf)) {
    if (!listed.ok) {
      failed.push(listed.error);
      continue;
    }
    for (const file of listed.value) {
      const read = readTraceFile(file);
      const lines = read.ok ? undefined : readLines(file);
      if (read.ok) {
        traces.push(read.value);
      } else if (lines === undefined) {
        failed.push(read.error);
      } else {
        logs.push(lines);
      }
    }
  }
  return { traces: traces.flat(), logs, failed };
}

/** The file itself, or what a folder holds that says something of clocks: `folder.empty` {path, files} when it holds nothing. */
function contentsOf(path: string): Result<readonly string[]> {
  if (!existsSync(path) || !statSync(path).isDirectory()) {
    return ok([path]);
  }
  const found = FOLDER_FILES.map((name) => join(path, name)).filter((file) => existsSync(file));
  return found.length > 0 ? ok(found) : err(problem('folder.empty', { path, files: FOLDER_FILES.join(', ') }));
}

/** The file's log lines, or `undefined` when it holds none. */
function readLines(file: string): LogTable | undefined {
  const text = readText(file);
  const lines = text.ok ? readLogLines(text.value, defaultIdentityRules).result : undefined;
  return lines === undefined || lines.size === 0 ? undefined : lines;
}

function readCommand(args: readonly string[]): Result<SkewCommand> {
  const given = readArguments(args, {
    json: { type: 'boolean' },
    'node-key': { type: 'string' },
    'node-map': { type: 'string' },
    reference: { type: 'string' },
  });
  if (!given.ok) {
    return given;
  }
  const { values, positionals: files } = given.value;
  const { 'node-key': key, 'node-map': mapFile, reference, json = false } = values;
  if (files.length === 0) {
    return err(problem('usage.no-trace-file'));
  }
  const map = mapFile === undefined ? ok(undefined) : readMap(mapFile);
  if (!map.ok) {
    return map;
  }
  const order = key === undefined ? defaultNodeRules.order : [key];
  const rules: NodeRules = map.value === undefined ? { order } : { order, map: map.value };
  return ok({ rules, reference, json, files });
}

/** `{ "value of the attribute": "node" }`. */
function readMap(file: string): Result<Readonly<Record<string, string>>> {
  const text = readText(file);
  if (!text.ok) {
    return text;
  }
  const json = parseJson(text.value);
  const refused = (reason: string) => err(problem('usage.node-map', { file, reason }));
  if (!json.ok) {
    return refused(json.error);
  }
  const map: Record<string, string> = {};
  for (const [value, node] of isObject(json.value) ? Object.entries(json.value) : []) {
    if (typeof node !== 'string') {
      return refused(`the node of "${value}" is no text`);
    }
    map[value] = node;
  }
  return Object.keys(map).length > 0 ? ok(map) : refused('it names no node');
}
