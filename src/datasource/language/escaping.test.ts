import { RE2JS } from 're2js';
import type { CorrelationKey } from '../../engine/correlation';
import { awkwardIds, mutantsOf, seeded } from '../testing/awkwardIds';
import { goUnquote } from '../testing/goUnquote';
import { parseQuery, type Language } from '../testing/officialGrammars';
import { wellFormed } from './literal';
import { labelQuery, lineQuery } from './logql';
import { anyOf } from './promql';
import { spanSearchQuery } from './traceql';

const IDS = 10_000;
const MUTANTS = 100;
const SEED = 20_261_121;
/** As Tempo's front end looks for TraceQL metrics queries. */
const TEMPO_METRICS =
  /\|\s*(rate|count_over_time|avg_over_time|max_over_time|min_over_time|sum_over_time|quantile_over_time|histogram_over_time|compare)\s*\(/;

const PLACES: Pick<CorrelationKey, 'spanAttributes' | 'logPlaces' | 'exemplarLabels'> = {
  spanAttributes: ['span.request_id', '.http.request.header.x-request-id', 'resource.tenant id'],
  logPlaces: [
    { kind: 'label', name: 'request_id' },
    { kind: 'json', path: 'http.x-request-id' },
    { kind: 'logfmt', field: 'request_id' },
    { kind: 'regexp', pattern: 'id[=:] ?(\\S+)' },
  ],
  exemplarLabels: [],
};
const EXACT: CorrelationKey = { name: 'exact', title: 'Exact', nesting: { kind: 'none' }, ...PLACES };
const NESTED: CorrelationKey = {
  name: 'nested',
  title: 'Nested',
  nesting: { kind: 'suffix', separator: '_' },
  ...PLACES,
};

const BUILDERS: ReadonlyArray<{
  readonly name: string;
  readonly language: Language;
  readonly build: (id: string) => string | undefined;
  readonly nested: boolean;
}> = [
  { name: 'span search', language: 'traceql', build: (id) => spanSearchQuery(EXACT, id), nested: false },
  { name: 'nested span search', language: 'traceql', build: (id) => spanSearchQuery(NESTED, id), nested: true },
  { name: 'lines', language: 'logql', build: (id) => lineQuery('{app="x"}', EXACT, id), nested: false },
  { name: 'nested lines', language: 'logql', build: (id) => lineQuery('{app="x"}', NESTED, id), nested: true },
  { name: 'labels', language: 'logql', build: (id) => labelQuery('{app="x"}', EXACT, id), nested: false },
  { name: 'nested labels', language: 'logql', build: (id) => labelQuery('{app="x"}', NESTED, id), nested: true },
  {
    name: 'services',
    language: 'promql',
    build: (id) => `sum by (service) (rate(m{service=~${anyOf([id])}}[30s]))`,
    nested: false,
  },
];

/** The literals that hold the ID: not the selector's, not field names, not the place's pattern. */
const HOLDS_ID =
  /^(?:clew_id_\d+|line|request_id|service|span\.request_id|\.http\.request\.header\.x-request-id|resource\."tenant id")$/;

const ids = awkwardIds(IDS, SEED);

/** Structures that the builder may give, whatever the ID: one for a plain ID, one for an ID that needs escapes. */
function skeletons(build: (id: string) => string | undefined, language: Language): ReadonlySet<string> {
  return new Set(['plain', '$'].map((id) => parseQuery(language, build(id) ?? '').skeleton));
}

describe.each(BUILDERS)('$name', ({ language, build, nested }) => {
  const allowed = skeletons(build, language);

  it(`holds each of ${IDS} IDs inside its literal`, () => {
    const random = seeded(SEED);
    const broken: string[] = [];
    for (const given of ids) {
      const id = wellFormed(given);
      const query = build(given) ?? '';
      const parsed = parseQuery(language, query);
      const held = parsed.comparisons.filter(({ name, operator }) => HOLDS_ID.test(name) && operator !== '');
      const values = held.map(({ operator, literal }) => ({ operator, value: goUnquote(literal) }));
      const patterns = values.filter(({ operator }) => operator === '=~').map(({ value }) => value);
      const faults = [
        ...(parsed.errors === 0 ? [] : ['does not parse']),
        ...(held.length > 0 && allowed.has(parsed.skeleton) ? [] : ['has another structure']),
        ...(/\$|\[\[/.test(query) ? ['holds what a template engine replaces'] : []),
        ...(TEMPO_METRICS.test(query) ? ['looks like a metrics query'] : []),
        ...(values.every(({ operator, value }) => operator === '=~' || value === id) ? [] : ['is not the ID']),
        ...[...new Set(patterns)].flatMap((pattern) => patternFaults(pattern, id, nested, random)),
      ];
      broken.push(...faults.map((fault) => `${JSON.stringify(id.slice(0, 60))} ${fault}`));
    }
    expect(broken).toEqual([]);
  });
});

/** Builders share patterns; each is tried once. */
const tried = new Set<string>();

function patternFaults(pattern: string, id: string, nested: boolean, random: () => number): readonly string[] {
  const once = `${nested}${pattern}`;
  if (tried.has(once)) {
    return [];
  }
  tried.add(once);
  const compiled = RE2JS.compile(pattern);
  const children = [`${id}_inventory`, `${id}_a_b`, `${id}_\n`, `${id}_😀`];
  const caught = mutantsOf(id, '_', MUTANTS, random).filter((mutant) => compiled.matches(mutant));
  return [
    ...(compiled.matches(id) ? [] : ['is not matched by its pattern']),
    ...children.filter((child) => compiled.matches(child) !== nested).map((child) => `wrong for the child ${child}`),
    ...caught.map((mutant) => `also matches ${JSON.stringify(mutant)}`),
  ];
}
