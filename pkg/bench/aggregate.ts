import type { Trace } from '../../src/engine/model';
import { aggregate, prepareWhatIf } from '../../src/engine/path';
import { against, type Measure, medians } from './measure';
import { otlpText, randomTrace } from './path-traces';
import { mulberry32 } from './payload';

const TRACES = 10_000;
const SPANS = 50;
/** Of parsing the traces' OTLP JSON, trace by trace. */
const BOUND = 1 / 10;
/** Different traces that are held at once; each is added as often as it takes. */
const DISTINCT = 500;

/** Ten thousand traces of fifty spans: their aggregation against parsing them. */
export function aggregateMeasures(bench: string): readonly Measure[] {
  const random = mulberry32(20261123);
  const traces = Array.from({ length: DISTINCT }, () => randomTrace(SPANS, random));
  const texts = traces.map(otlpText);
  const times = medians((time) => {
    time('parse', () => {
      for (let i = 0; i < TRACES; i += 1) {
        JSON.parse(texts[i % DISTINCT] ?? '');
      }
    });
    time('aggregate', () => aggregated(traces, false));
    time('aggregate with drag and slack', () => aggregated(traces, true));
    const retiming = time('prepare what-if of 1,000', () => prepareWhatIf([...traces, ...traces]));
    const [first] = retiming.operations;
    time('one what-if of 1,000', () =>
      retiming.whatIf({ service: first?.service ?? '', operation: first?.operation ?? '', factor: 0.8 })
    );
  });
  const parse = times.get('parse') ?? NaN;
  const measure = (name: string): string => `${name}, 10,000 traces of 50 spans`;
  return [
    against({ bench, measure: measure('aggregate') }, times.get('aggregate') ?? NaN, parse, BOUND),
    against(
      { bench, measure: measure('aggregate with drag and slack') },
      times.get('aggregate with drag and slack') ?? NaN,
      parse,
      BOUND
    ),
    against(
      { bench, measure: 'prepare what-if of 1,000 traces' },
      times.get('prepare what-if of 1,000') ?? NaN,
      parse / 10,
      BOUND
    ),
    against(
      { bench, measure: 'one what-if of 1,000 traces' },
      times.get('one what-if of 1,000') ?? NaN,
      parse / 10,
      BOUND
    ),
  ];
}

function aggregated(traces: readonly Trace[], drag: boolean): void {
  const aggregator = aggregate({ path: { rule: 'last-finishing' }, drag });
  for (let i = 0; i < TRACES; i += 1) {
    const trace = traces[i % DISTINCT];
    if (trace !== undefined) {
      aggregator.add(trace);
    }
  }
  const [group] = aggregator.finish().groups;
  if (group?.traces !== TRACES) {
    throw new Error('traces were lost');
  }
}
