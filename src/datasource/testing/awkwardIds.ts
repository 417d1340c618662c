/** A seeded generator of floats in [0, 1) (mulberry32), enough for test data. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** What has broken quoting somewhere: each is a whole piece of an ID. */
const PIECES: readonly string[] = [
  ...'"\'`\\{}[]()|.*+?^$#/=~!<>,;:&% \t\n\r',
  ...['\0', '\x01', '\x1b', '\x7f', '\x85', '\u2028', '\ufeff', '\u200d', '\ufffd'],
  ...['😀', '👩‍👩‍👧', 'é', 'e\u0301', '漢字', 'ß', '\u{10ffff}', '\ud800', '\udfff', '\udc00\ud800'],
  ...['req_x', '_', '-', '0', 'Z', 'a1b2', '\\n', '\\x24', '\\u0041', '\\Q', '\\E', '(?i)', '.*', '\\d+', '[^a]'],
  ...[
    '$__range',
    '${__user.email}',
    '[[var]]',
    '${x:raw}',
    '$1',
    '" or 1=1',
    '"} |= "',
    '`} | json',
    '# comment',
    '/* c */',
  ],
  ...['} | rate()', '| count_over_time (', '" || true } #', '{{.x}}', '%s', '\r\n'],
];

const LONG = 10_000;
const LONG_EVERY = 1000;

/** `count` distinct IDs made of what quoting stumbles over; every 1000th is 10 kB long. */
export function awkwardIds(count: number, seed: number): readonly string[] {
  const random = seeded(seed);
  const pick = (): string => PIECES[Math.floor(random() * PIECES.length)];
  const ids = new Set<string>(PIECES);
  while (ids.size < count) {
    let id = '';
    const long = ids.size % LONG_EVERY === 0;
    const pieces = 1 + Math.floor(random() * 8);
    for (let piece = 0; long ? id.length < LONG : piece < pieces; piece += 1) {
      id += pick();
    }
    ids.add(id);
  }
  return [...ids];
}

/** `count` values that are near an ID and neither it nor nested in it. */
export function mutantsOf(id: string, separator: string, count: number, random: () => number): readonly string[] {
  const chars = Array.from(id);
  const spot = (): number => Math.floor(random() * (chars.length + 1));
  const odd = (): string => String.fromCodePoint(0x21 + Math.floor(random() * 0x5d));
  const fixed = [
    `${id}${separator}`,
    `${id}y`,
    `x${id}`,
    `${id}\n`,
    `\n${id}`,
    chars.slice(1).join(''),
    `${id} _z`,
    '',
  ];
  const mutants = new Set<string>();
  let turn = 0;
  while (mutants.size < count) {
    const at = spot();
    const candidates = [
      [...chars.slice(0, at), odd(), ...chars.slice(at)],
      [...chars.slice(0, at), odd(), ...chars.slice(at + 1)],
      [odd(), odd(), ...chars.slice(at)],
      [...chars.slice(0, at), ...chars.slice(at + 1), odd(), odd()],
    ];
    const mutant = fixed[turn] ?? candidates[turn % candidates.length].join('');
    turn += 1;
    const nested = mutant.startsWith(`${id}${separator}`) && mutant.length > id.length + separator.length;
    if (mutant !== id && !nested) {
      mutants.add(mutant);
    }
  }
  return [...mutants];
}
