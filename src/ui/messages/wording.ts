import { t } from '@grafana/i18n';
import type { ProblemParams } from '../../engine/result';
import { raw } from './raw';

/** The English of one message, under the key of its text. */
export interface Wording {
  readonly textKey: string;
  readonly english: string;
  readonly plural?: Plural;
}

interface Plural {
  /** Which number the second wording is for; it tells the collector that there are two. */
  readonly count: 1;
  readonly defaultValue_one: string;
}

/**
 * The words of a message. `npm run texts` collects these calls like those of `t()`, so that all three must be literals.
 *
 * @param textKey - `ui.` and the key of the message, `ui.remedy.` and the key for what to do about it
 * @param plural - for messages whose words change with a number
 */
/*#__NO_SIDE_EFFECTS__*/
export function wording(textKey: string, english: string, plural?: Plural): Wording {
  return { textKey, english, plural };
}

/** A message in the reader's language, with its parameters as they are. */
export function worded({ textKey, english, plural }: Wording, params: ProblemParams): string {
  return t(textKey, english, { ...plural, ...raw(params), count: Number(params.count ?? 1) });
}
