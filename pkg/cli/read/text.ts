import { readFileSync } from 'node:fs';
import { types } from 'node:util';
import { gunzipSync } from 'node:zlib';

import { err, ok, problem, type Problem, type Result } from '../../../src/engine/result';
import { reasonOf } from '../reason';

const GZIP = [0x1f, 0x8b] as const;
const BYTE_ORDER_MARK = '\ufeff';
/** Node says `ENOENT: no such file or directory, open '/x'`: code, call and path say nothing more to a person. */
const SYSTEM_ERROR = /^[A-Z]+: (.*?), \w+(?: '.*')?$/;

/**
 * The text of a file, plain or gzip, told by its first bytes.
 * @returns `file.unreadable` {file, reason}, `file.is-folder` {file} or `file.bad-gzip` {file, reason}.
 */
export function readText(file: string): Result<string> {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    return err(unreadable(file, error));
  }
  if (bytes[0] === GZIP[0] && bytes[1] === GZIP[1]) {
    try {
      bytes = gunzipSync(bytes);
    } catch (error) {
      return err(problem('file.bad-gzip', { file, reason: reasonOf(error) }));
    }
  }
  try {
    const text = bytes.toString('utf8');
    return ok(text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text);
  } catch (error) {
    // Longer than a string can be.
    return err(unreadable(file, error));
  }
}

function unreadable(file: string, error: unknown): Problem {
  if (types.isNativeError(error) && 'code' in error && error.code === 'EISDIR') {
    return problem('file.is-folder', { file });
  }
  return problem('file.unreadable', { file, reason: reasonOf(error).replace(SYSTEM_ERROR, '$1') });
}
