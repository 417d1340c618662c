import { type CorrelationKey, defaultIdentityRules, idProblem, presetKeys } from '../../src/engine/correlation';
import { err, ok, problem, type Result } from '../../src/engine/result';
import { onlyFolder, readArguments } from './arguments';
import { correlate } from './correlate';
import { joinJson, joinText } from './print-join';
import type { Printed } from './printed';
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
export function joinCommand(args: readonly string[]): Result<Printed> {
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
  const text = json ? JSON.stringify(joinJson(result, problems)) : joinText(result, problems);
  return ok({ stdout: `${text}\n`, failed: [] });
}

function readOptions(args: readonly string[]): Result<JoinOptions> {
  const given = readArguments(args, { json: { type: 'boolean' }, key: { type: 'string' }, id: { type: 'string' } });
  if (!given.ok) {
    return given;
  }
  const { id = '', key: name, json = false } = given.value.values;
  if (id === '') {
    return err(problem('usage.no-id'));
  }
  const dir = onlyFolder(given.value.positionals, 'usage.no-dir');
  if (!dir.ok) {
    return dir;
  }
  const key = presetKeys.find((preset) => preset.name === name);
  if (name !== undefined && name !== 'auto' && key === undefined) {
    return err(
      problem('usage.key', { key: name, known: ['auto', ...presetKeys.map((preset) => preset.name)].join(', ') })
    );
  }
  const bad = key === undefined ? undefined : idProblem(key, id);
  return bad === undefined ? ok({ dir: dir.value, id, key, json }) : err(bad);
}
