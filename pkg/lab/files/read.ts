import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import * as v from 'valibot';

import { err, ok, problem, type Result } from '../../../src/engine/result';
import type { LabIncident } from '../incident';
import { FILES } from './names';
import { exemplarsSchema, logSchema, metricsSchema, tracesSchema, truthSchema } from './schema';

/**
 * Reads a folder that {@link writeIncident} wrote, or one of the same shape. Exemplars may be missing.
 * @returns `lab.file-missing` or `lab.file-invalid` with the file (and the reason) when it is no such folder.
 */
export function readIncident(dir: string): Result<LabIncident> {
  const traces = readJson(dir, FILES.traces, tracesSchema);
  const logs = readLines(dir);
  const metrics = readJson(dir, FILES.metrics, metricsSchema);
  const exemplars = existsSync(join(dir, FILES.exemplars)) ? readJson(dir, FILES.exemplars, exemplarsSchema) : ok([]);
  const truth = readJson(dir, FILES.truth, truthSchema);
  if (!traces.ok) {
    return traces;
  }
  if (!logs.ok) {
    return logs;
  }
  if (!metrics.ok) {
    return metrics;
  }
  if (!exemplars.ok) {
    return exemplars;
  }
  if (!truth.ok) {
    return truth;
  }
  return ok({
    traces: traces.value,
    logs: logs.value,
    metrics: metrics.value,
    exemplars: exemplars.value,
    truth: truth.value,
  });
}

function readText(dir: string, file: string): Result<string> {
  const path = join(dir, file);
  return existsSync(path) ? ok(readFileSync(path, 'utf8')) : err(problem('lab.file-missing', { file }));
}

function readJson<S extends v.GenericSchema>(dir: string, file: string, schema: S): Result<v.InferOutput<S>> {
  const text = readText(dir, file);
  return text.ok ? parse(text.value, file, schema) : text;
}

function readLines(dir: string): Result<LabIncident['logs']> {
  const text = readText(dir, FILES.logs);
  if (!text.ok) {
    return text;
  }
  const logs: Array<LabIncident['logs'][number]> = [];
  for (const [row, line] of text.value.split('\n').entries()) {
    if (line === '') {
      continue;
    }
    const log = parse(line, `${FILES.logs}:${row + 1}`, logSchema);
    if (!log.ok) {
      return log;
    }
    logs.push(log.value);
  }
  return ok(logs);
}

function parse<S extends v.GenericSchema>(text: string, file: string, schema: S): Result<v.InferOutput<S>> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return err(problem('lab.file-invalid', { file, reason: error instanceof Error ? error.message : String(error) }));
  }
  const parsed = v.safeParse(schema, json);
  if (parsed.success) {
    return ok(parsed.output);
  }
  const [issue] = parsed.issues;
  return err(problem('lab.file-invalid', { file, reason: `${v.getDotPath(issue) ?? 'whole file'}: ${issue.message}` }));
}
