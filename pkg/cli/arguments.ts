import { parseArgs, type ParseArgsConfig } from 'node:util';

import { err, ok, problem, type Result } from '../../src/engine/result';
import { reasonOf } from './reason';

type Options = NonNullable<ParseArgsConfig['options']>;
type Arguments<T extends Options> = ReturnType<
  typeof parseArgs<{ args: string[]; allowPositionals: true; options: T }>
>;

/**
 * Reads options, and names beside them, as `node:util` does.
 * @returns `usage.option` {reason} for an option that is not known, or lacks its value.
 */
export function readArguments<T extends Options>(args: readonly string[], options: T): Result<Arguments<T>> {
  try {
    return ok(parseArgs({ args: [...args], allowPositionals: true, options }));
  } catch (error) {
    return err(problem('usage.option', { reason: reasonOf(error) }));
  }
}

/**
 * The one folder that was named.
 * @param missing - the problem when there is none
 * @returns that, or `usage.many-dirs` {dirs}.
 */
export function onlyFolder(named: readonly string[], missing: 'usage.no-dir' | 'usage.no-incident'): Result<string> {
  const [dir, ...more] = named;
  if (dir === undefined) {
    return err(problem(missing));
  }
  return more.length === 0 ? ok(dir) : err(problem('usage.many-dirs', { dirs: named.join(', ') }));
}
