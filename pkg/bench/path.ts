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

export const pathBench: Bench = {
  name: 'path',
  run: () => [...shapes(), ...growth(), ...share(), ...aggregateMeasures('path')],
};

function find(trace: Trace, rule: PathRule): void {
  criticalPath(trace, { rule });
}

/** The shapes that the recursive implementations fail on. */
function shapes(): readonly Measure[] {
  const flat = flatTrace(FEW);
  const wide = flatTrace(MANY);
  const chain = chainTrace(MANY);
  const times = medians((time) => {
    for (const rule of RULES) {
      time(`${rule}, 2,001 flat siblings`, () => find(flat, rule));
      time(`${rule}, 100,000 flat siblings`, () => find(wide, rule));
      time(`${rule}, a chain of 100,000`, () => find(chain, rule));
    }
  });
  return [...times].map(([measure, ms]) =>
    within({ bench: 'path', measure }, ms, measure.includes('2,001') ? FLAT_MS : MANY_MS)
  );
}

function growth(): readonly Measure[] {
  const tree = randomTrace(MANY, mulberry32(20261121));
  const large = randomTrace(MOST, mulberry32(20261122));
  const times = medians((time) => {
    for (const rule of RULES) {
      time(`${rule} 100,000`, () => find(tree, rule));
      time(`${rule} 1,000,000`, () => find(large, rule));
    }
  });
  return RULES.flatMap((rule) => {
    const many = times.get(`${rule} 100,000`) ?? NaN;
    const most = times.get(`${rule} 1,000,000`) ?? NaN;
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
    .map(([step, ms]) => against({ bench: 'path', measure: `${step}, 100,000 spans` }, ms, parse, PARSE_SHARE));
}
