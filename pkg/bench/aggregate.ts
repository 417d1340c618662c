import type { Trace } from '../../src/engine/model';
import { aggregate, prepareWhatIf } from '../../src/engine/path';
import { against, type Measure, medians, within } from './measure';
import { otlpText, randomTrace } from './path-traces';
import { mulberry32 } from './payload';

const TRACES = 10_000;
const SPANS = 50;
/** Of parsing the traces' OTLP JSON, trace by trace. */
const BOUND = 1 / 10;
/** A slider that is moved should answer at once; a second is the longest that leaves a thought unbroken (Nielsen, 1993). */
const WHAT_IF_MS = 1000;
/** Different traces that are held at once; each is added as often as it takes. */
const DISTINCT = 500;

/**
 * Ten thousand traces of fifty spans: their aggregation against parsing them. Both measures hold call-path profile, sums of
 * operations, exemplars, cohorts and heat map, and `finish`; the second, which is the default, drag and slack too. What-if is
 * asked about afterwards, of fewer traces, and has no bound of the issue: it is measured for what it is.
 */
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
    time('aggregate without drag and slack', () => aggregated(traces, false));
    time('aggregate', () => aggregated(traces, true));
    const retiming = time('prepare what-if of 1,000', () => prepareWhatIf([...traces, ...traces]));
    const [first] = retiming.operations;
    time('one what-if of 1,000', () =>
      retiming.whatIf({ service: first?.service ?? '', operation: first?.operation ?? '', factor: 0.8 })
    );
  });
  const timeOf = (step: string): number => times.get(step) ?? NaN;
  return [
    ...['aggregate without drag and slack', 'aggregate'].map((step) =>
      against({ bench, measure: `${step}, 10,000 traces of 50 spans` }, timeOf(step), timeOf('parse'), BOUND)
    ),
    ...['prepare what-if of 1,000', 'one what-if of 1,000'].map((step) =>
      within({ bench, measure: `${step} traces of 50 spans` }, timeOf(step), WHAT_IF_MS)
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
