import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

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
import type { LogTable, Trace } from '../../../src/engine/model';
import { err, ok, problem, type Problem, type Result } from '../../../src/engine/result';
import { isObject } from '../read/json';
import { readLogLines } from '../read/log-lines';
import { readTraceFile } from '../read/traces';
import type { Printed } from '../path/critical-path-command';
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
  const collector = new SkewCollector({ nodes: rules, ...(reference === undefined ? {} : { reference }) });
  const shown: ShownIds = new Map();
  const traces: Trace[] = [];
  const logs: LogTable[] = [];
  const failed: Problem[] = [];
  for (const file of files.flatMap(contentsOf)) {
    const read = readTraceFile(file);
    if (read.ok) {
      for (const { trace, traceId, spanIds } of read.value) {
        // Named as in the file; the rows' relations are columns of their own.
        collector.add({ ...trace, spanId: spanIds });
        shown.set(trace.traceId, traceId);
        traces.push(trace);
      }
      continue;
    }
    const lines = readLines(file);
    if (lines === undefined) {
      failed.push(read.error);
    } else {
      logs.push(lines);
    }
  }
  const { result, problems } = collector.finish();
  const lines = withEarly(logClocks(traces, logs, result.origin), linesBeforeCause(logs, result.origin, rules));
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

function contentsOf(path: string): readonly string[] {
  const isFolder = existsSync(path) && statSync(path).isDirectory();
  return isFolder ? FOLDER_FILES.map((name) => join(path, name)).filter((file) => existsSync(file)) : [path];
}

/** The file's log lines, or `undefined` when it holds none. */
function readLines(file: string): LogTable | undefined {
  if (!existsSync(file)) {
    return undefined;
  }
  const { result } = readLogLines(readFileSync(file, 'utf8'), defaultIdentityRules);
  return result.size > 0 ? result : undefined;
}

function readCommand(args: readonly string[]): Result<SkewCommand> {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        json: { type: 'boolean' },
        'node-key': { type: 'string' },
        'node-map': { type: 'string' },
        reference: { type: 'string' },
      },
    });
    const { 'node-key': key, 'node-map': mapFile, reference, json = false } = values;
    if (positionals.length === 0) {
      return err(problem('usage.no-trace-file'));
    }
    const map = mapFile === undefined ? ok(undefined) : readMap(mapFile);
    if (!map.ok) {
      return map;
    }
    const order = key === undefined ? defaultNodeRules.order : [key];
    const rules: NodeRules = map.value === undefined ? { order } : { order, map: map.value };
    return ok({ rules, reference, json, files: positionals });
  } catch (error) {
    return err(problem('usage.option', { reason: reasonOf(error) }));
  }
}

/** `{ "value of the attribute": "node" }`. */
function readMap(file: string): Result<Readonly<Record<string, string>>> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    return err(problem('usage.node-map', { file, reason: reasonOf(error) }));
  }
  const map: Record<string, string> = {};
  for (const [value, node] of isObject(parsed) ? Object.entries(parsed) : []) {
    if (typeof node !== 'string') {
      return err(problem('usage.node-map', { file, reason: `the node of "${value}" is no text` }));
    }
    map[value] = node;
  }
  return Object.keys(map).length > 0 ? ok(map) : err(problem('usage.node-map', { file, reason: 'it names no node' }));
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
