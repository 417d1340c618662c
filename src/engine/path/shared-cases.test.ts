import { criticalPath, dragAndSlack } from '.';
import { type CaseSpan, columnOf, idsOf, type Section, sectionsOf, sharedCases, traceOf } from './testing/cases';

interface JaegerCases {
  readonly cases: ReadonlyArray<{
    readonly name: string;
    readonly spans: readonly CaseSpan[];
    readonly expected: ReadonlyArray<{
      readonly spanID: string;
      readonly sectionStart: number;
      readonly sectionEnd: number;
    }>;
  }>;
}

interface CrispGraph {
  readonly name: string;
  readonly spans: readonly CaseSpan[];
  readonly computed_by_upstream: {
    readonly criticalPath: readonly string[];
    readonly exclusiveTimeBySpan: Readonly<Record<string, number>>;
    readonly dragInclusive: Readonly<Record<string, number>>;
    readonly dragExclusive: Readonly<Record<string, number>>;
    readonly slack: Readonly<Record<string, number>>;
  };
  readonly jaeger_ui_time_by_span?: Readonly<Record<string, number>>;
}

interface CrispCases {
  readonly fixtures: readonly CrispGraph[];
  readonly unit_graphs: readonly CrispGraph[];
}

interface RealTrace {
  readonly source: string;
  readonly traceID: string;
  readonly spans: ReadonlyArray<readonly [string, string | null, number, number, string, string, string, string]>;
  readonly jaeger_ui: readonly Section[];
  readonly crisp_path: readonly string[];
  readonly crisp_exclusive: Readonly<Record<string, number>>;
}

describe('the suites of the public implementations', () => {
  it('gives the sections of jaeger-ui for its nine traces', () => {
    const text = sharedCases('jaeger-ui-critical-path.json');
    if (text === undefined) {
      return;
    }
    const { cases }: JaegerCases = JSON.parse(text);
    expect(cases).toHaveLength(9);
    for (const { name, spans, expected } of cases) {
      const trace = traceOf(spans);
      const { result } = criticalPath(trace, { rule: 'last-finishing' });
      expect({ name, sections: sectionsOf(trace, result, spans) }).toEqual({
        name,
        sections: expected.map(({ spanID, sectionStart, sectionEnd }) => [spanID, sectionStart, sectionEnd]),
      });
    }
  });

  it('gives path, own times, drag and slack of CRISP for its fixtures and graphs', () => {
    const text = sharedCases('crisp.json');
    if (text === undefined) {
      return;
    }
    const { fixtures, unit_graphs: graphs }: CrispCases = JSON.parse(text);
    expect([fixtures.length, graphs.length]).toEqual([33, 23]);
    for (const { name, spans, computed_by_upstream: expected } of [...fixtures, ...graphs]) {
      const trace = traceOf(spans);
      // Upstream's test leaves this operation out; its file does not say so.
      const exclude = name === 'test_graph.excludeGraph' ? [{ service: 'S4', operation: 'O4' }] : [];
      const { result: path } = criticalPath(trace, { rule: 'tolerant', exclude });
      const { dragInclusive, dragExclusive, slack } = dragAndSlack(trace, path);
      const isOn = (row: number): boolean => path.onPath[row] === 1;
      expect({
        name,
        path: idsOf(trace, path.path),
        exclusive: columnOf(trace, path.exclusive, isOn),
        dragInclusive: columnOf(trace, dragInclusive, isOn),
        dragExclusive: columnOf(trace, dragExclusive, isOn),
        slack: columnOf(trace, slack, () => true),
      }).toEqual({
        name,
        path: expected.criticalPath,
        exclusive: expected.exclusiveTimeBySpan,
        dragInclusive: expected.dragInclusive,
        dragExclusive: expected.dragExclusive,
        slack: expected.slack,
      });
    }
  });

  it('gives the time a span that jaeger-ui gives for the same traces', () => {
    const text = sharedCases('crisp.json');
    if (text === undefined) {
      return;
    }
    const { fixtures, unit_graphs: graphs }: CrispCases = JSON.parse(text);
    for (const { name, spans, jaeger_ui_time_by_span: expected } of [...fixtures, ...graphs]) {
      const trace = traceOf(spans);
      const { result } = criticalPath(trace, { rule: 'last-finishing' });
      const times = columnOf(trace, result.exclusive, (row) => (result.exclusive[row] ?? 0) > 0);
      expect({ name, times }).toEqual({ name, times: expected ?? times });
    }
  });

  it('gives the sections of jaeger-ui and the path and own times of CRISP for 91 real traces', () => {
    const text = sharedCases('real-critical-path.jsonl');
    if (text === undefined) {
      return;
    }
    const traces = text
      .trim()
      .split('\n')
      .map((line): RealTrace => JSON.parse(line));
    expect(traces).toHaveLength(91);
    for (const real of traces) {
      const spans = real.spans.map(
        ([spanID, parentSpanID, startTime, duration, service, operation, kind, host]): CaseSpan => ({
          spanID,
          parentSpanID,
          startTime,
          duration,
          service,
          operation,
          kind,
          host,
        })
      );
      const name = `${real.source} ${real.traceID}`;
      // CRISP was run on files without `hostname`: a server on another host is cut to its client like any child.
      const trace = traceOf(spans.map(({ host: _, ...span }) => span));
      const jaeger = criticalPath(trace, { rule: 'last-finishing' }).result;
      expect({ name, sections: sectionsOf(trace, jaeger, spans) }).toEqual({ name, sections: real.jaeger_ui });
      const crisp = criticalPath(trace, { rule: 'tolerant' }).result;
      expect({
        name,
        path: idsOf(trace, crisp.path),
        exclusive: columnOf(trace, crisp.exclusive, (row) => crisp.onPath[row] === 1),
      }).toEqual({ name, path: real.crisp_path, exclusive: real.crisp_exclusive });
      const withHosts = traceOf(spans);
      const { result } = criticalPath(withHosts, { rule: 'tolerant' });
      expect({ name, path: idsOf(withHosts, result.path) }).toEqual({ name, path: real.crisp_path });
    }
  });
});
