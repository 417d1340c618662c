import type { Nanos } from '../../units';
import type { ChangeEvent, ChangeKind } from '../types';

/** What somebody, or something that deploys, wrote on a time axis. */
export interface Annotation {
  /** Nanoseconds after the input's origin. */
  readonly at: Nanos;
  readonly text: string;
  readonly tags: readonly string[];
}

/** Words by which people and deployment tools tell what they did. */
const WORDS: ReadonlyArray<readonly [ChangeKind, RegExp]> = [
  [
    'deploy',
    /\b(?:(?:re)?deploy(?:ed|ment|s|ing)?|releas(?:e|es|ed|ing)|roll(?:ed)?[ -]?(?:out|back)|canary|hotfix)\b/i,
  ],
  ['scaling', /\b(?:(?:auto|up|down)?-?scal(?:e|es|ed|er|ing)|replicas?|hpa|resized?)\b/i],
  [
    'configuration',
    /\b(?:(?:re)?config(?:map|s|ure|ured|uration)?|(?:feature[ -]?)?flags?|toggled?|settings?|migrat(?:e|ed|ion|ions)|failover)\b/i,
  ],
];
/** `service:checkout`, `app=checkout`: a tag that says whose it is. */
const OWNER = /^(?:service(?:[._]name)?|app|application|component)\s*[:=]\s*(.+)$/i;
/** A shorter name is a word of any text. */
const SHORTEST_NAME = 4;

/**
 * Annotations that tell of a deploy, of scaling or of a configuration; of two words that tell the first one counts, those
 * of tags before those of the text. Others are passed over: not everything that is written down is a change. Whose it is
 * says a tag (`service:checkout`, or the name), else the text names a service that is known. O(annotations x services).
 *
 * @param services - `ServiceIdentity.key` of those that are known
 */
export function changesOfAnnotations(
  annotations: readonly Annotation[],
  services: readonly string[]
): readonly ChangeEvent[] {
  const names = namesOf(services);
  return annotations.flatMap(({ at, text, tags }): readonly ChangeEvent[] => {
    const plain = text
      .replace(/<[^>]*>/g, ' ')
      .replace(/\s+/g, ' ')
      .trim();
    const kind = kindOf(tags.filter((tag) => !OWNER.test(tag)).join(' ')) ?? kindOf(plain);
    return kind === undefined
      ? []
      : [{ kind, at, service: ownerOf(plain, tags, names), text: plain === '' ? tags.join(', ') : plain }];
  });
}

function kindOf(text: string): ChangeKind | undefined {
  return WORDS.flatMap(([kind, words]) => {
    const at = text.search(words);
    return at < 0 ? [] : [{ kind, at }];
  }).sort((a, b) => a.at - b.at)[0]?.kind;
}

/** Keys by what people call them: the key, and its name without a namespace. */
function namesOf(services: readonly string[]): ReadonlyMap<string, string> {
  return new Map([
    ...services.map((key) => [key.slice(key.lastIndexOf('/') + 1).toLowerCase(), key] as const),
    ...services.map((key) => [key.toLowerCase(), key] as const),
  ]);
}

function ownerOf(text: string, tags: readonly string[], names: ReadonlyMap<string, string>): string {
  const stated = tags.flatMap((tag) => OWNER.exec(tag.trim())?.[1] ?? [])[0];
  if (stated !== undefined) {
    return names.get(stated.toLowerCase()) ?? stated;
  }
  const tagged = tags.flatMap((tag) => names.get(tag.trim().toLowerCase()) ?? [])[0];
  return tagged ?? mentioned(text, names);
}

/** The longest name in a text, since `cart-db` holds `cart`. */
function mentioned(text: string, names: ReadonlyMap<string, string>): string {
  const lower = text.toLowerCase();
  const [longest] = [...names.keys()]
    .filter((name) => name.length >= SHORTEST_NAME && holdsWord(lower, name))
    .sort((a, b) => b.length - a.length);
  return names.get(longest ?? '') ?? '';
}

function holdsWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (!isLetter(text[at - 1]) && !isLetter(text[at + word.length])) {
      return true;
    }
  }
  return false;
}

function isLetter(character: string | undefined): boolean {
  return character !== undefined && /[\w-]/.test(character);
}
