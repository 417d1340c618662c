import type { ReportLine } from '../../engine/correlation';
import type { Problem, ProblemParams } from '../../engine/result';
import { addressWords } from './address';
import { moreLegRemedies, moreLegWords, queryRemedies, queryWords } from './datasource';
import { legRemedies, legWords } from './legs';
import { problemWords } from './problems';
import { samplingRemedies, samplingWords } from './sampling';
import { signalLegs, signalRemedies, signalWords } from './signals';

export { gapsInShort, gapText } from './gaps';
export { legStateText, signalText } from './legs';
export { raw } from './raw';

/** Words of every room that speaks in problems: one line a file. */
const allWords = { ...problemWords, ...signalWords, ...addressWords, ...queryWords };

/**
 * The words for a message key of the engine, the data source or the frames.
 *
 * @returns the key itself and its parameters when nobody wrote words for it, so that nothing is ever lost.
 */
export function messageText(key: string, params: ProblemParams = {}): string {
  const leg = legWords[key] ?? signalLegs[key] ?? moreLegWords[key] ?? samplingWords[key];
  if (leg !== undefined) {
    return leg(params);
  }
  const words = allWords[key];
  return words === undefined ? keyText(key, params) : words({ count: 1, ...params });
}

/** What to do about a message; `undefined` when nothing can or need be done. */
export function remedyText(key: string, params: ProblemParams = {}): string | undefined {
  return (
    (legRemedies[key] ?? signalRemedies[key] ?? moreLegRemedies[key] ?? samplingRemedies[key])?.(params) ??
    queryRemedies[key]?.({ count: 1, ...params })
  );
}

/** A problem as a sentence. */
export function problemText({ code, params, count }: Problem): string {
  return messageText(code, { ...params, count });
}

/** What a leg says, without its name. */
export function reportText(line: Pick<ReportLine, 'message' | 'params'>): string {
  return messageText(line.message, line.params);
}

function keyText(key: string, params: ProblemParams): string {
  const parts = Object.entries(params).map(([name, value]) => `${name}=${value}`);
  return parts.length === 0 ? key : `${key} (${parts.join(', ')})`;
}
