import { defaultNodeRules, SkewCollector } from '../../src/engine/clock';
import type { Attribute, Trace } from '../../src/engine/model';
import { makeTrace } from '../testkit';
import { against, type Bench, medians } from './measure';

const NODES = 100;
const FEW = 100_000;
const MANY = 1_000_000;
const EXCHANGES_PER_TRACE = 50;
const TRACES = 200;
/** Per exchange, against a tenth of the exchanges. */
const BOUND = 2;
const ROUNDS = 3;
const NS_PER_MS = 1e6;

/**
 * Traces of many calls between all pairs of a hundred nodes, each node's clock off by its number of milliseconds. A few are
 * made and added again and again, later each time: what is measured is the estimate, not the making of spans.
 */
function templates(): readonly Trace[] {
  let draw = 1;
  const random = (): number => {
    draw = (draw * 48271) % 2147483647;
    return draw / 2147483647;
  };
  return Array.from({ length: TRACES }, (_, number) => {
    const spans = Array.from({ length: EXCHANGES_PER_TRACE }, (__, exchange) => {
      const client = Math.floor(random() * NODES);
      const server = (client + 1 + Math.floor(random() * (NODES - 1))) % NODES;
      const asked = random() * 1000 + client;
      const there = 0.2 + random();
      const back = 0.2 + random();
      const work = 1 + random() * 9;
      const began = asked + there + server - client;
      return [
        {
          ...place(client),
          id: `c${exchange}`,
          kind: 'client' as const,
          start: asked,
          end: asked + there + work + back,
        },
        {
          ...place(server),
          id: `s${exchange}`,
          parent: `c${exchange}`,
          kind: 'server' as const,
          start: began,
          end: began + work,
        },
      ];
    }).flat();
    return shared(makeTrace({ traceId: (number + 1).toString(16), spans }));
  });
}

function place(node: number): { readonly service: string; readonly resource: Readonly<Record<string, string>> } {
  return { service: `service-${node}`, resource: { 'host.name': `node-${node}` } };
}

/** Spans of one node share their resource, as readers make it. */
function shared(trace: Trace): Trace {
  const known = new Map<number, readonly Attribute[]>();
  const resource = (span: number): readonly Attribute[] => {
    const service = trace.service[span] ?? 0;
    const found = known.get(service) ?? trace.details.resource(span);
    known.set(service, found);
    return found;
  };
  return { ...trace, details: { ...trace.details, resource } };
}

function estimate(traces: readonly Trace[], exchanges: number): number {
  const collector = new SkewCollector({ nodes: defaultNodeRules });
  const rounds = exchanges / (TRACES * EXCHANGES_PER_TRACE);
  for (let round = 0; round < rounds; round += 1) {
    for (const trace of traces) {
      collector.add({ ...trace, start: trace.start.map((time) => time + round * NS_PER_MS) });
    }
  }
  return collector.finish().result.exchanges;
}

/** A million exchanges over a hundred nodes in one pass, against a hundred thousand. */
export const skewBench: Bench = {
  name: 'skew',
  run: () => {
    const traces = templates();
    const times = medians((time) => {
      time('few', () => estimate(traces, FEW));
      time('many', () => estimate(traces, MANY));
    }, ROUNDS);
    const each = (step: string, exchanges: number): number => (times.get(step) ?? NaN) / exchanges;
    return [
      against(
        { bench: 'skew', measure: `each exchange, ${MANY} against ${FEW}, ${NODES} nodes` },
        each('many', MANY),
        each('few', FEW),
        BOUND
      ),
    ];
  },
};
