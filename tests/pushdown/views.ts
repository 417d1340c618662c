import type { ClewQuery } from '../../src/datasource/query';

/** Traces that the view `traces` is to bring. */
export const SAMPLED_TRACES = 100;

/** One query of each view and breakdown, by the name of its measure. */
export function viewsOf(requestId: string): Readonly<Record<string, ClewQuery>> {
  const common = { version: 2, scope: {}, filters: [], refId: 'A' } as const;
  const services = {
    ...common,
    view: 'services',
    services: [],
    signals: ['traffic', 'errors', 'latency', 'saturation'],
    baseline: { kind: 'none' },
  } as const;
  return {
    correlate: {
      ...common,
      view: 'correlate',
      key: 'request_id',
      value: requestId,
      signals: ['traces', 'logs', 'metrics'],
    },
    'services by service': { ...services, breakdown: 'service' },
    'services by instance': { ...services, breakdown: 'instance' },
    'services by edge': { ...services, breakdown: 'edge' },
    traces: {
      ...common,
      view: 'traces',
      selection: '{ resource.service.name = "checkout" }',
      sample: { kind: 'random', traces: SAMPLED_TRACES, seed: 1 },
      history: true,
    },
    breakers: { ...common, view: 'breakers', services: [], signals: ['metrics', 'logs', 'traces'] },
    cascade: {
      ...common,
      view: 'cascade',
      services: [],
      signals: ['metrics', 'logs', 'traces'],
      baseline: { kind: 'before' },
    },
  };
}
