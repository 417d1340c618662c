import { criticalPath, dragAndSlack, type PathOptions, type PathRule } from '../../../src/engine/path';
import { err, ok, problem, type Problem, type Result } from '../../../src/engine/result';
import { readArguments } from '../arguments';
import type { Printed } from '../printed';
import { type FileTrace, readTraceFile } from '../read/traces';
import { pathJson } from './path-json';
import { pathText } from './path-text';
import { profileOf } from './profile';
import { profileJson } from './profile-json';
import { profileText } from './profile-text';

const RULES: readonly PathRule[] = ['last-finishing', 'tolerant'];

interface PathCommand {
  readonly options: PathOptions;
  readonly json: boolean;
  /** One profile of all traces instead of a path each. */
  readonly aggregate: boolean;
  readonly files: readonly string[];
}

/**
 * `clew critical-path [--rule RULE] [--back-to-back inclusive] [--aggregate] [--json] FILE...`: one line (with `--json`) or one
 * drawing a trace, in the order of the files; with `--aggregate` one profile of all of them. A file that cannot be read is
 * named, and the others are answered.
 */
export function criticalPathCommand(args: readonly string[]): Result<Printed> {
  const command = readCommand(args);
  if (!command.ok) {
    return command;
  }
  const { options, json, aggregate, files } = command.value;
  const failed: Problem[] = [];
  const read: FileTrace[] = [];
  for (const file of files) {
    const traces = readTraceFile(file);
    if (!traces.ok) {
      failed.push(traces.error);
      continue;
    }
    for (const trace of traces.value) {
      read.push(trace);
    }
  }
  if (read.length === 0 && failed.length > 0) {
    return ok({ stdout: '', failed });
  }
  const printed = aggregate
    ? [printProfile(read, options, json)]
    : read.map((trace) => printTrace(trace, options, json));
  return ok({ stdout: printed.map((text) => `${text}\n`).join(json ? '' : '\n'), failed });
}

function printTrace(file: FileTrace, options: PathOptions, json: boolean): string {
  const path = criticalPath(file.trace, options).result;
  const times = dragAndSlack(file.trace, path);
  return json ? JSON.stringify(pathJson(file, path, times)) : pathText(file, path, times);
}

function printProfile(read: readonly FileTrace[], options: PathOptions, json: boolean): string {
  const profile = profileOf(read, options);
  return json ? JSON.stringify(profileJson(profile)) : profileText(profile);
}

function readCommand(args: readonly string[]): Result<PathCommand> {
  const given = readArguments(args, {
    json: { type: 'boolean' },
    aggregate: { type: 'boolean' },
    rule: { type: 'string' },
    'back-to-back': { type: 'string' },
  });
  if (!given.ok) {
    return given;
  }
  const { values, positionals: files } = given.value;
  const {
    rule: name = 'last-finishing',
    'back-to-back': backToBack = 'strict',
    json = false,
    aggregate = false,
  } = values;
  const rule = RULES.find((known) => known === name);
  if (rule === undefined) {
    return err(problem('usage.rule', { rule: name, known: RULES.join(', ') }));
  }
  if (backToBack !== 'strict' && backToBack !== 'inclusive') {
    return err(problem('usage.back-to-back', { value: backToBack }));
  }
  return files.length === 0
    ? err(problem('usage.no-trace-file'))
    : ok({ options: { rule, backToBack }, json, aggregate, files });
}
