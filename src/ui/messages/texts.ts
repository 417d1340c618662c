import type { ProblemParams } from '../../engine/result';
import { worded, type Wording } from './wording';

/**
 * Words from a table, by the end of their key: shorter than a branch for each, and collected for translators all the same.
 *
 * @param prefix - what all keys of the table begin with, its dot included
 * @returns a function from the rest of a key to the words; the rest itself where nobody wrote any
 */
export function texts(prefix: string, table: readonly Wording[]): (name: string, params?: ProblemParams) => string {
  return (name, params = {}) => {
    const words = table.find(({ textKey }) => textKey === prefix + name);
    return words === undefined ? name : worded(words, params);
  };
}
