import { types } from 'node:util';

const CONTROL = /[\p{Cc}\p{Zl}\p{Zp}\ufffd]+/gu;

/** Why something failed, on one line: what is quoted from a broken file may hold anything. */
export function reasonOf(error: unknown): string {
  // Not `instanceof`: under Jest the errors of Node itself are of another realm.
  const text = types.isNativeError(error) ? error.message : String(error);
  return text.replace(CONTROL, ' ').trim();
}
