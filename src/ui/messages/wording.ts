/** The English of one message, under the key of its text. */
export interface Wording {
  readonly textKey: string;
  readonly english: string;
  readonly plural?: Plural;
}

interface Plural {
  /** The parameter that is counted. */
  readonly count: 'count';
  readonly defaultValue_one: string;
}

/**
 * The words of a message. `npm run texts` collects these calls like those of `t()`, so that all three must be literals.
 *
 * @param textKey - `ui.` and the key of the message, `ui.remedy.` and the key for what to do about it
 * @param plural - for messages whose words change with a number
 */
export function wording(textKey: string, english: string, plural?: Plural): Wording {
  return { textKey, english, plural };
}
