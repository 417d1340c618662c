import type { Trace } from '../../src/engine/model';
import { criticalPath, dragAndSlack, type PathRule } from '../../src/engine/path';
import { aggregateMeasures } from './aggregate';
import { against, type Bench, type Measure, medians, within } from './measure';
import { chainTrace, flatTrace, otlpText, randomTrace } from './path-traces';
import { mulberry32 } from './payload';

const RULES: readonly PathRule[] = ['last-finishing', 'tolerant'];
const FEW = 2_001;
const MANY = 100_000;
const MOST = 1_000_000;
/** What jaeger-ui takes 249 ms for. */
const FLAT_MS = 5;
/** These must not fail; a bound for what would be one on a slow machine. */
const MANY_MS = 2_000;
const MOST_MS = 20_000;
/** Time a span at a million against that at a hundred thousand: what caches allow. */
const GROWTH = 2;
/** Of parsing the trace's OTLP JSON. */
const PARSE_SHARE = 1 / 20;
/** Drag and slack sort every family, not only those on the path. */
const DRAG_SHARE = 1 / 5;

export const pathBench: Bench = {
  name: 'path',
  run: measured,
};

function* measured(): Generator<Measure> {
  yield* aggregateMeasures('path');
  yield* share();
  yield* shapes();
  yield* growth();
}

/** Median time of one path, in milliseconds. Each measure has rounds of its own: none pays for the garbage of another. */
function pathTime(trace: Trace, rule: PathRule): number {
  const times = medians((time) => {
    time('path', () => criticalPath(trace, { rule }));
  });
  return times.get('path') ?? NaN;
}

/** The shapes that the recursive implementations fail on. */
function shapes(): readonly Measure[] {
  const many: ReadonlyArray<readonly [string, Trace]> = [
    ['100,000 flat siblings', flatTrace(MANY)],
    ['a chain of 100,000', chainTrace(MANY)],
  ];
  const few = flatTrace(FEW);
  return RULES.flatMap((rule) => [
    ...many.map(([name, trace]) =>
      within({ bench: 'path', measure: `${rule}, ${name}` }, pathTime(trace, rule), MANY_MS)
    ),
    // After the large ones, when the code is compiled, as on a dashboard that shows more than one trace.
    within({ bench: 'path', measure: `${rule}, 2,001 flat siblings` }, pathTime(few, rule), FLAT_MS),
  ]);
}

function growth(): readonly Measure[] {
  const tree = randomTrace(MANY, mulberry32(20261121));
  const large = randomTrace(MOST, mulberry32(20261122));
  return RULES.flatMap((rule) => {
    const many = pathTime(tree, rule);
    const most = pathTime(large, rule);
    const measure = `${rule}, a random tree of 1,000,000`;
    return [
      within({ bench: 'path', measure }, most, MOST_MS),
      against({ bench: 'path', measure: `${measure}, by span` }, most, (many * MOST) / MANY, GROWTH),
    ];
  });
}

function share(): readonly Measure[] {
  const tree = randomTrace(MANY, mulberry32(20261121));
  const text = otlpText(tree);
  const times = medians((time) => {
    time('parse', () => {
      JSON.parse(text);
    });
    for (const rule of RULES) {
      const { result } = time(rule, () => criticalPath(tree, { rule }));
      time(`${rule}, drag and slack`, () => dragAndSlack(tree, result));
    }
  });
  const parse = times.get('parse') ?? NaN;
  return [...times]
    .filter(([step]) => step !== 'parse')
    .map(([step, ms]) => {
      const bound = step.endsWith('slack') ? DRAG_SHARE : PARSE_SHARE;
      return against({ bench: 'path', measure: `${step}, 100,000 spans` }, ms, parse, bound);
    });
}
