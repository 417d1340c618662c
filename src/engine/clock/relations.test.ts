import { drawTrace, makeTrace } from '../../../pkg/testkit';
import { sharedCases } from '../path/testing/cases';
import { SkewCollector } from './collect';
import { defaultNodeRules, nodeOf } from './node';
import type { Violation } from './violations';

const MS = 1e6;

interface SkewCases {
  readonly cases: ReadonlyArray<{
    readonly description: string;
    readonly trace: ReadonlyArray<{
      readonly id: number;
      readonly parent: number;
      readonly startTime: number;
      readonly duration: number;
      readonly host: string;
    }>;
  }>;
  readonly host_key: ReadonlyArray<{
    readonly name: string;
    readonly attributes: Readonly<Record<string, unknown>>;
    readonly expected: string;
  }>;
}

/** By description: kind, child's number, overhang in milliseconds. All others have none. */
const VIOLATIONS: Readonly<Record<string, readonly [string, string, number]>> = {
  'do not adjust parent-child on the same host': ['child-before-parent', '2', 10],
  'do not apply positive adjustment due to max skew adjustment': ['child-before-parent', '2', 10],
  'do not apply negative adjustment due to max skew adjustment': ['child-after-parent', '2', 20],
  'do not apply adjustment due to disabled adjustment': ['child-before-parent', '2', 10],
  'adjust child starting before parent': ['child-before-parent', '2', 10],
  'adjust child starting before parent even if it is longer': ['child-before-parent', '2', 10],
  'adjust child ending after parent but being shorter': ['child-after-parent', '2', 10],
};

function violationsIn(...traces: ReadonlyArray<ReturnType<typeof makeTrace>>): readonly Violation[] {
  const collector = new SkewCollector({ nodes: defaultNodeRules });
  traces.forEach((trace) => collector.add(trace));
  return collector.finish().result.violations;
}

describe('the suite of Jaeger’s adjuster', () => {
  it('has a violation exactly where a child starts before its parent, or ends after it on another host', () => {
    const text = sharedCases('jaeger-clock-skew.json');
    if (text === undefined) {
      return;
    }
    const { cases }: SkewCases = JSON.parse(text);
    expect(cases).toHaveLength(13);
    for (const { description, trace } of cases) {
      const spans = trace.map(({ id, parent, startTime, duration, host }) => ({
        id: String(id),
        parent: parent === 0 ? '' : String(parent),
        service: 'service',
        start: startTime,
        end: startTime + duration,
        resource: { 'host.ip': host },
      }));
      const expected = VIOLATIONS[description];
      expect({
        description,
        found: violationsIn(makeTrace({ spans })).map(({ kind, childSpanId, by }) => [kind, childSpanId, by / MS]),
      }).toEqual({ description, found: expected === undefined ? [] : [expected] });
    }
  });

  it('resolves host keys as listed', () => {
    const text = sharedCases('jaeger-clock-skew.json');
    if (text === undefined) {
      return;
    }
    const { host_key: keys }: SkewCases = JSON.parse(text);
    expect(keys).toHaveLength(6);
    for (const { name, attributes, expected } of keys) {
      const trace = makeTrace({ spans: [{ id: 'a', service: 's', start: 0, end: 1, resource: attributes }] });
      expect([name, nodeOf(trace, 0, defaultNodeRules) ?? '']).toEqual([name, expected]);
    }
  });
});

describe('violations', () => {
  it('tells a response before its request from a server that merely starts too early', () => {
    const trace = drawTrace(`
      web/call [50-60] client host.name=a
        shop/serve [10-15] server host.name=b
    `);
    expect(violationsIn(trace).map(({ kind, by }) => [kind, by / MS])).toEqual([
      ['child-before-parent', 40],
      ['response-before-request', 35],
    ]);
  });

  it('lets a child end after its parent on the same node, on one that is not known, and when it is the longer one', () => {
    const late = (child: string) => drawTrace(`web/call [0-60] client host.name=a\n  ${child}`);
    expect(violationsIn(late('shop/serve [30-70] server host.name=b')).map(({ kind }) => kind)).toEqual([
      'child-after-parent',
    ]);
    expect(violationsIn(late('shop/serve [30-70] server host.name=a'))).toEqual([]);
    expect(violationsIn(late('shop/serve [30-70] server'))).toEqual([]);
    expect(violationsIn(late('shop/serve [5-70] server host.name=b'))).toEqual([]);
  });

  it('expects nobody to wait for consumers and for what follows from its parent', () => {
    const trace = drawTrace(`
      web/send [0-10] producer host.name=a
        shop/process [5-12] consumer host.name=b
        mail/later [8-14] follows-from host.name=b
    `);
    expect(violationsIn(trace)).toEqual([]);
  });

  it('passes over spans whose times mean nothing, and orphans', () => {
    const spans = [
      { id: 'a', service: 'web', start: 50, end: 40 },
      { id: 'b', parent: 'a', service: 'shop', start: 10, end: 20 },
      { id: 'c', parent: 'lost', service: 'shop', start: 0, end: 20 },
    ];
    expect(violationsIn(makeTrace({ spans }))).toEqual([]);
  });

  it('names both ends, by their own clocks’ time', () => {
    const early = drawTrace('web/a [0-1]', { traceId: 'a' });
    const trace = drawTrace(
      `
      web/call [50-60] client #parent host.name=a
        shop/serve [49-55] server #child host.name=b
    `,
      { traceId: 'b' }
    );
    expect(violationsIn(early, trace)).toEqual([
      expect.objectContaining({
        traceId: trace.traceId,
        parentSpanId: 'parent',
        childSpanId: 'child',
        by: MS,
        time: 50 * MS,
        parentNode: 'a',
        childNode: 'b',
        parentService: 'web',
        childService: 'shop',
      }),
    ]);
  });

  it('counts all and keeps some', () => {
    const collector = new SkewCollector({ nodes: defaultNodeRules, violations: 2 });
    for (let i = 0; i < 5; i += 1) {
      collector.add(drawTrace('web/a [10-20]\n  web/b [5-15]', { traceId: String(i + 1) }));
    }
    const { violations, violationCount } = collector.finish().result;
    expect([violations.length, violationCount]).toEqual([2, 5]);
  });
});
