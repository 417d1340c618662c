import {
  analyseBreakers,
  customPattern,
  TRANSITION_PATTERNS,
  type TransitionPattern,
} from '../../../src/engine/breaker';
import { defaultIdentityRules } from '../../../src/engine/correlation';
import { ok, type Result } from '../../../src/engine/result';
import { onlyFolder, readArguments } from '../arguments';
import type { Printed } from '../printed';
import { extentOf } from '../read/extent';
import { readIncident } from '../read/folder';
import { breakersJson } from './breakers-json';
import { breakersText } from './breakers-text';
import { withShortNames } from './names';

interface BreakersCommand {
  readonly dir: string;
  readonly json: boolean;
  readonly patterns: readonly TransitionPattern[];
}

/**
 * `clew breakers [--json] [--log-pattern REGEX] DIR`: which breakers there are in an incident's folder, what states they had,
 * and where one is missing. The window is all that the folder tells of.
 */
export function breakersCommand(args: readonly string[]): Result<Printed> {
  const command = readCommand(args);
  if (!command.ok) {
    return command;
  }
  const { dir, json, patterns } = command.value;
  const incident = readIncident(dir, defaultIdentityRules);
  if (!incident.ok) {
    return incident;
  }
  const { series, logs, traces } = incident.value;
  const { from: start, to: end } = extentOf(incident.value);
  const input = { window: { start, end }, series, lines: logs, traces };
  const found = withShortNames(analyseBreakers(input, { patterns }));
  return ok({ stdout: json ? `${JSON.stringify(breakersJson(found))}\n` : breakersText(found), failed: [] });
}

function readCommand(args: readonly string[]): Result<BreakersCommand> {
  const given = readArguments(args, { json: { type: 'boolean' }, 'log-pattern': { type: 'string' } });
  if (!given.ok) {
    return given;
  }
  const { json = false, 'log-pattern': text } = given.value.values;
  const dir = onlyFolder(given.value.positionals, 'usage.no-dir');
  if (!dir.ok) {
    return dir;
  }
  if (text === undefined) {
    return ok({ dir: dir.value, json, patterns: TRANSITION_PATTERNS });
  }
  const own = customPattern(text);
  return own.ok ? ok({ dir: dir.value, json, patterns: [own.value, ...TRANSITION_PATTERNS] }) : own;
}
