import { parseArgs } from 'node:util';

import { type CorrelationKey, defaultIdentityRules, idProblem, presetKeys } from '../../src/engine/correlation';
import { err, ok, problem, type Result } from '../../src/engine/result';
import { correlate } from './correlate';
import { joinJson, joinText } from './print-join';
import { readIncident } from './read/folder';

interface JoinOptions {
  readonly dir: string;
  readonly id: string;
  readonly key: CorrelationKey | undefined;
  readonly json: boolean;
}

/**
 * `clew join [--json] [--key KEY] --id ID DIR`
 * @returns what to print, or what is bad about the input.
 */
export function joinCommand(args: readonly string[]): Result<string> {
  const options = readOptions(args);
  if (!options.ok) {
    return options;
  }
  const { dir, id, key, json } = options.value;
  const incident = readIncident(dir, defaultIdentityRules);
  if (!incident.ok) {
    return incident;
  }
  const { result, problems } = correlate(incident.value, id, key);
  return ok(json ? JSON.stringify(joinJson(result, problems)) : joinText(result, problems));
}

function readOptions(args: readonly string[]): Result<JoinOptions> {
  const parsed = parse(args);
  if (!parsed.ok) {
    return parsed;
  }
  const { id, key: name, json, dirs } = parsed.value;
  const [dir] = dirs;
  if (id === undefined) {
    return err(problem('usage.no-id'));
  }
  if (dir === undefined) {
    return err(problem('usage.no-dir'));
  }
  if (dirs.length > 1) {
    return err(problem('usage.many-dirs', { dirs: dirs.join(', ') }));
  }
  const key = presetKeys.find((preset) => preset.name === name);
  if (name !== undefined && name !== 'auto' && key === undefined) {
    return err(
      problem('usage.key', { key: name, known: ['auto', ...presetKeys.map((preset) => preset.name)].join(', ') })
    );
  }
  const bad = id === '' ? problem('usage.no-id') : key === undefined ? undefined : idProblem(key, id);
  return bad === undefined ? ok({ dir, id, key, json }) : err(bad);
}

interface Arguments {
  readonly id: string | undefined;
  readonly key: string | undefined;
  readonly json: boolean;
  readonly dirs: readonly string[];
}

function parse(args: readonly string[]): Result<Arguments> {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { json: { type: 'boolean' }, key: { type: 'string' }, id: { type: 'string' } },
    });
    return ok({ id: values.id, key: values.key, json: values.json === true, dirs: positionals });
  } catch (error) {
    return err(problem('usage.option', { reason: error instanceof Error ? error.message : String(error) }));
  }
}
