import fc from 'fast-check';

import { makeLogs, makeTrace, type LineDraft, type SpanDraft } from '../../../pkg/testkit';
import { addNanos, nanos } from '../units';
import type { Arrival, Join } from './join-types';
import { joinSignals } from './join';

const RUNS = { seed: 20261121, numRuns: 200 };

const line: fc.Arbitrary<LineDraft> = fc.record({
  at: fc.nat({ max: 6 }),
  line: fc.constantFrom('a', 'b', '{"trace_id":"1","span_id":"s1"}'),
  service: fc.constantFrom('cart', 'shop'),
});
const span: fc.Arbitrary<SpanDraft> = fc
  .record({
    number: fc.nat({ max: 5 }),
    parent: fc.nat({ max: 6 }),
    service: fc.constantFrom('cart', 'shop'),
    start: fc.nat({ max: 9 }),
    length: fc.nat({ max: 9 }),
  })
  .map(({ number, parent, service, start, length }) => ({
    id: `s${number}`,
    parent: parent === 6 ? '' : `s${parent}`,
    service,
    start,
    end: start + length,
  }));
const leg = fc.record({
  logs: fc.array(fc.array(line, { maxLength: 6 }), { maxLength: 2 }),
  traces: fc.array(
    fc.record({
      traceId: fc.constantFrom('1', '2'),
      spans: fc.array(span, { minLength: 1, maxLength: 6 }),
      partial: fc.boolean(),
    }),
    { maxLength: 2 }
  ),
});
type Leg = typeof leg extends fc.Arbitrary<infer T> ? T : never;

function arrive(name: string, { logs, traces }: Leg): Arrival {
  return { leg: name, logs: logs.map((lines) => makeLogs(lines, { source: 'loki' })), traces: traces.map(makeTrace) };
}

function arriveAll(legs: readonly Leg[]): readonly Arrival[] {
  return legs.map((one, i) => arrive(`leg:${i}`, one));
}

/** Everything of a join as plain data, so that two joins can be compared. */
function plain(join: Join): unknown {
  return {
    ...join,
    origin: String(join.origin),
    traces: join.traces.map((trace) => ({
      ...trace,
      origin: String(trace.origin),
      details: trace.spanId.map((_, row) => [trace.details.attributes(row), trace.details.resource(row)]),
    })),
    logs: { ...join.logs, origin: String(join.logs.origin) },
  };
}

/** How often each name occurs. */
function bag(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  names.forEach((name) => counts.set(name, (counts.get(name) ?? 0) + 1));
  return counts;
}

/** The most often that any of the bags holds each name. */
function most(bags: ReadonlyArray<ReadonlyMap<string, number>>): Map<string, number> {
  const counts = new Map<string, number>();
  bags.forEach((one) => one.forEach((count, name) => counts.set(name, Math.max(count, counts.get(name) ?? 0))));
  return counts;
}

describe('joinSignals, for any arrivals', () => {
  it('holds each line as often as the leg that holds it most often', () => {
    fc.assert(
      fc.property(fc.array(leg, { maxLength: 4 }), (legs) => {
        const { logs } = joinSignals({ arrivals: arriveAll(legs) }).result;
        const expected = most(
          legs.map((one) => bag(one.logs.flat().map((draft) => `${draft.at * 1e6}_${draft.line}`)))
        );

        expect(bag(logs.id)).toEqual(expected);
        expect([...logs.time]).toEqual([...logs.time].sort((a, b) => a - b));
        logs.id.forEach((id, row) => {
          const at = addNanos(logs.origin, nanos(logs.time[row] ?? 0)) - BigInt('1795254000000000000');
          expect(`${at}_${logs.line[row]}`).toBe(id);
        });
      }),
      RUNS
    );
  });

  it('holds each span as often as the answer that holds it most often, with its times and details', () => {
    fc.assert(
      fc.property(fc.array(leg, { maxLength: 4 }), (legs) => {
        const { traces } = joinSignals({ arrivals: arriveAll(legs) }).result;
        const name = (traceId: string, id: string, service: string): string => [traceId, id, service].join();
        const expected = most(
          legs.flatMap((one) =>
            one.traces.map(({ traceId, spans }) =>
              bag(spans.map(({ id, service }) => name(traceId.padStart(32, '0'), id, service)))
            )
          )
        );
        const found = traces.flatMap((trace) =>
          trace.spanId.map((id, row) => name(trace.traceId, id, trace.services[trace.service[row] ?? 0]?.key ?? ''))
        );

        expect(bag(found)).toEqual(expected);
        for (const trace of traces) {
          expect(Math.min(...trace.start)).toBe(0);
          trace.spanId.forEach((_, row) => {
            const service = trace.services[trace.service[row] ?? 0]?.key;
            expect(trace.details.resource(row)).toContainEqual({ key: 'service.name', value: service });
          });
        }
      }),
      RUNS
    );
  });

  it('does not depend on the order in which legs arrive', () => {
    const shuffled = fc.array(leg, { maxLength: 4 }).chain((legs) =>
      fc.tuple(
        fc.constant(arriveAll(legs)),
        fc.shuffledSubarray(
          legs.map((_, i) => i),
          { minLength: legs.length }
        )
      )
    );
    fc.assert(
      fc.property(shuffled, ([arrivals, order]) => {
        const reordered = order.flatMap((i) => arrivals[i] ?? []);

        expect(plain(joinSignals({ arrivals: reordered }).result)).toEqual(plain(joinSignals({ arrivals }).result));
      }),
      RUNS
    );
  });

  it('does not depend on how many partial answers came before', () => {
    fc.assert(
      fc.property(
        fc.array(leg, { maxLength: 3 }),
        fc.array(fc.tuple(fc.nat({ max: 2 }), leg), { maxLength: 4 }),
        (legs, before) => {
          const arrivals = arriveAll(legs);
          const partial = before.filter(([at]) => at < legs.length).map(([at, one]) => arrive(`leg:${at}`, one));

          expect(plain(joinSignals({ arrivals: [...partial, ...arrivals] }).result)).toEqual(
            plain(joinSignals({ arrivals }).result)
          );
        }
      ),
      RUNS
    );
  });

  it('hangs lines only on spans that they name', () => {
    fc.assert(
      fc.property(fc.array(leg, { maxLength: 3 }), (legs) => {
        const { anchors, logs, traces } = joinSignals({ arrivals: arriveAll(legs) }).result;
        logs.line.forEach((text, row) => {
          const trace = traces[anchors.trace[row] ?? -1];
          const names = text.startsWith('{');
          expect(trace?.traceId).toBe(
            names && traces.some((one) => /1$/.test(one.traceId)) ? '1'.padStart(32, '0') : undefined
          );
          expect((anchors.span[row] ?? -1) >= 0).toBe(trace?.spanId.includes('s1') === true);
        });
      }),
      RUNS
    );
  });
});
