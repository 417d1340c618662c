import type { ReportLine } from '../../engine/correlation';
import type { Problem, ProblemParams } from '../../engine/result';
import { addressWords } from './address';
import { clockWords } from './clock';
import { legRemedies, legWords } from './legs';
import { problemWords } from './problems';
import { refusalRemedies, refusalWords } from './refusal';
import { samplingRemedies, samplingWords } from './sampling';
import { signalLegs, signalRemedies } from './signals';
import { worded, type Wording } from './wording';

export { breakerReasonText, breakerText } from './breaker';
export { cascadeText } from './cascade';
export { suspectText } from './suspects';
export { gapsInShort, gapText } from './gaps';
export { legStateText, signalText } from './legs';
export { correctionText, SHIFT_GLYPH, shiftText, wrongClockText } from './correction';
export { raw } from './raw';
export { texts } from './texts';
export { wording } from './wording';

/** Words of every room that speaks in keys: one line a file. */
const WORDS: ReadonlyMap<string, Wording> = new Map(
  [
    ...problemWords,
    ...legWords,
    ...legRemedies,
    ...signalLegs,
    ...signalRemedies,
    ...samplingWords,
    ...samplingRemedies,
  ].map((words) => [words.textKey, words])
);

/**
 * The words for a message key of the engine, the data source or the frames.
 *
 * @returns the key itself and its parameters when nobody wrote words for it, so that nothing is ever lost.
 */
export function messageText(key: string, params: ProblemParams = {}): string {
  return wordsOf(`ui.${key}`, params) ?? keyText(key, params);
}

/** What to do about a message; `undefined` when nothing can or need be done. */
export function remedyText(key: string, params: ProblemParams = {}): string | undefined {
  return wordsOf(`ui.remedy.${key}`, params);
}

function wordsOf(textKey: string, params: ProblemParams): string | undefined {
  const words = WORDS.get(textKey);
  return words && worded(words, params);
}

/** A problem as a sentence. */
export function problemText({ code, params, count }: Problem): string {
  return messageText(code, { ...params, count });
}

/** What is wrong with an address, as a sentence: only the app reads addresses, so that only it carries these words. */
export function addressText(problem: Problem): string {
  return textFrom(addressWords(), problem);
}

/** What kept clocks from being compared, as a sentence: only the panel of clocks carries these words. */
export function clockText(problem: Problem): string {
  return textFrom(clockWords(), problem);
}

/** Why a query, settings or a convention cannot be used, as a sentence: only the data source carries these words. */
export function refusalText(problem: Problem): string {
  return textFrom(refusalWords(), problem);
}

/** What to do where a query is refused; `undefined` where nothing can be done. */
export function refusalRemedy({ code, params }: Problem): string | undefined {
  const words = refusalRemedies().find(({ textKey }) => textKey === `ui.remedy.${code}`);
  return words === undefined ? undefined : worded(words, params);
}

/** What a leg says, without its name. */
export function reportText(line: Pick<ReportLine, 'message' | 'params'>): string {
  return messageText(line.message, line.params);
}

function textFrom(table: readonly Wording[], problem: Problem): string {
  const words = table.find(({ textKey }) => textKey === `ui.${problem.code}`);
  return words === undefined ? problemText(problem) : worded(words, { ...problem.params, count: problem.count });
}

function keyText(key: string, params: ProblemParams): string {
  const parts = Object.entries(params).map(([name, value]) => `${name}=${value}`);
  return parts.length === 0 ? key : `${key} (${parts.join(', ')})`;
}
