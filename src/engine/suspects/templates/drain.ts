/** A template: words that all of its lines share, and {@link WILDCARD} where they differ. */
export interface Template {
  readonly id: number;
  readonly words: readonly string[];
}

/** Stands for a word that differs from line to line. */
export const WILDCARD = '<*>';

/** How many leading words choose the group; Drain's depth of 4 less root and length. */
const PREFIX = 2;
/** Share of words that a line must have in common with a template (Drain's usual 0.4 to 0.5). */
const SIMILAR = 0.5;
/** Children of one node; further first words share one branch, so that a word that varies cannot split without end. */
const MOST_BRANCHES = 100;
/** A longer line is judged by its beginning. */
const MOST_WORDS = 40;

interface Node {
  readonly branches: Map<string, Node>;
  readonly templates: MutableTemplate[];
}

interface MutableTemplate {
  readonly id: number;
  words: string[];
}

/**
 * Finds templates of log lines by a tree of fixed depth: number of words, then the first words, then the most similar
 * template (He et al., "Drain: An Online Log Parsing Approach with Fixed Depth Tree", ICWS 2017). Lines are given masked.
 * O(words) a line for a bounded number of templates in a group.
 *
 * The same masked line always gets the same template, once added. A template may become more general with later lines, never less; which
 * lines share one depends on their order only where their similarity is near the threshold.
 */
export class TemplateMiner {
  private readonly root = newNode();
  private readonly all: MutableTemplate[] = [];
  /** Of lines seen before: most lines of a program are equal once masked. */
  private readonly known = new Map<string, number>();

  /** Every template, by ID. */
  public get templates(): readonly Template[] {
    return this.all;
  }

  /**
   * Adds a line.
   * @param group - lines of different groups never share a template: the service, the level, the place in the code
   * @returns its template's ID
   */
  public add(group: string, line: string): number {
    const key = `${group}\n${line}`;
    const known = this.known.get(key);
    if (known !== undefined) {
      return known;
    }
    const words = line.split(/\s+/, MOST_WORDS).filter((word) => word !== '');
    const leaf = this.leafOf(group, words);
    const template = mostSimilar(leaf.templates, words) ?? this.create(leaf);
    template.words = template.words.length === 0 ? words : generalised(template.words, words);
    this.known.set(key, template.id);
    return template.id;
  }

  private leafOf(group: string, words: readonly string[]): Node {
    let node = branch(branch(this.root, group, false), String(words.length), false);
    for (let depth = 0; depth < Math.min(PREFIX, words.length); depth += 1) {
      const word = words[depth] ?? WILDCARD;
      node = branch(node, /\d|</.test(word) ? WILDCARD : word, true);
    }
    return node;
  }

  private create(leaf: Node): MutableTemplate {
    const template: MutableTemplate = { id: this.all.length, words: [] };
    this.all.push(template);
    leaf.templates.push(template);
    return template;
  }
}

function newNode(): Node {
  return { branches: new Map(), templates: [] };
}

function branch(node: Node, word: string, isBounded: boolean): Node {
  const found = node.branches.get(word);
  if (found !== undefined) {
    return found;
  }
  const name = isBounded && node.branches.size >= MOST_BRANCHES ? WILDCARD : word;
  const next = node.branches.get(name) ?? newNode();
  node.branches.set(name, next);
  return next;
}

/** The template with most words in common, if enough; of equals the one with fewer wildcards, then the earlier. */
function mostSimilar(templates: readonly MutableTemplate[], words: readonly string[]): MutableTemplate | undefined {
  let best: MutableTemplate | undefined;
  let most = -1;
  for (const template of templates) {
    const equal = words.filter((word, at) => word === template.words[at]).length;
    if (equal > most && equal >= SIMILAR * words.length) {
      best = template;
      most = equal;
    }
  }
  return best;
}

function generalised(template: readonly string[], words: readonly string[]): string[] {
  return template.map((word, at) => (word === words[at] ? word : WILDCARD));
}
