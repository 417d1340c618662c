interface Group {
  readonly at: number;
  readonly length: number;
}

/** `(`, `(?P<name>` and `(?<name>` capture; `(?:`, `(?i)` and the like do not. */
const CAPTURING = /^\((?:\?P?<\w+>|(?!\?))/;

/**
 * Gives the one capturing group of an RE2 pattern a name, as Loki's `regexp` stage wants it.
 * @returns a function from name to pattern, or `undefined` unless the pattern has exactly one capturing group.
 */
export function nameGroup(pattern: string): ((name: string) => string) | undefined {
  const groups = capturingGroups(pattern);
  if (groups.length !== 1) {
    return undefined;
  }
  const [group] = groups;
  return (name) => `${pattern.slice(0, group.at)}(?P<${name}>${pattern.slice(group.at + group.length)}`;
}

function capturingGroups(pattern: string): readonly Group[] {
  const groups: Group[] = [];
  let at = 0;
  while (at < pattern.length) {
    const rest = pattern.slice(at);
    const opening = CAPTURING.exec(rest);
    if (opening !== null) {
      groups.push({ at, length: opening[0].length });
    }
    // An escape and a whole character class are stepped over: parentheses in them are plain characters.
    at += /^(?:\\.|\[\^?\]?(?:\\.|[^\]\\])*\])/s.exec(rest)?.[0].length ?? opening?.[0].length ?? 1;
  }
  return groups;
}
