/** Names to look for among the fields of a line or the attributes of a span, arranged for quick refusal. */
export interface Wanted {
  readonly names: readonly string[];
  /** Each name with a quote behind it: what to search a JSON line for. A rarer first character than a quote is faster. */
  readonly needles: readonly string[];
  /** 1 at the lengths of the names: most fields are refused by the length of theirs. */
  readonly lengths: Uint8Array;
}

/** The value of each wanted name, or `undefined`. Readers overwrite one array, so that 100,000 lines make no garbage. */
export type Found = Array<string | undefined>;

/** Forgets what was found. A loop: these arrays have a few members, and `fill` is a call. */
export function clear(found: Found): void {
  for (let i = 0; i < found.length; i += 1) {
    found[i] = undefined;
  }
}

export function wanted(names: readonly string[]): Wanted {
  const longest = names.reduce((length, name) => Math.max(length, name.length), 0);
  const lengths = new Uint8Array(longest + 1);
  names.forEach((name) => (lengths[name.length] = 1));
  return { names, needles: names.map((name) => `${name}"`), lengths };
}

/** Row of the name that stands in `text` at `at`, or -1. */
export function wantedAt(fields: Wanted, text: string, at: number, length: number): number {
  return fields.lengths[length] === 1 ? rowOfName(fields.names, text, at, length) : -1;
}

function rowOfName(names: readonly string[], text: string, at: number, length: number): number {
  for (let row = 0; row < names.length; row += 1) {
    const name = names[row] ?? '';
    if (name.length === length && text.startsWith(name, at)) {
      return row;
    }
  }
  return -1;
}
