import type { LogTable, Series, Trace } from '../../model';
import { type LineDraft, makeLogs, makeSeries, makeTrace, type SpanDraft } from '../../../../pkg/testkit';
import type { Telemetry } from '../types';

/** What is wrong from `ONSET_MS` on. */
export type Fault =
  | 'none'
  | 'hops' // calls to stock lose 3 ms on the way
  | 'network' // calls to stock lose 400 ms on the way
  | 'slow-code' // stock itself needs 300 ms
  | 'slow-bank' // the bank, which has no spans, answers after 900 ms
  | 'failing-stock' // stock fails, and so does everything above
  | 'error-lines' // stock answers without what was asked for, and says so; nothing fails
  | 'cut-short' // stock's second line is no longer written
  | 'unreachable' // shop cannot find stock, says so, and gives up, and web says that shop did not answer
  | 'starved'; // stock's CPU is full

export const ONSET_MS = 60_000;
const END_MS = 120_000;
const STEP_MS = 500;

/** A linear congruential generator: the same numbers everywhere. */
function draws(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}

/**
 * Two minutes of a request each half second, web -> shop -> {stock, bank}; bank is called, but writes no spans. What is
 * `usual` is so from the beginning up to the onset.
 */
export function stageShop(fault: Fault, seed = 1, usual: Fault = 'none'): Telemetry {
  const draw = draws(seed);
  const traces: Trace[] = [];
  const lines: LineDraft[] = [];
  for (let at = 0, number = 1; at < END_MS; at += STEP_MS, number += 1) {
    const request = stageRequest(at >= ONSET_MS ? fault : usual, at + draw() * STEP_MS, number, draw);
    traces.push(request.trace);
    lines.push(...request.lines);
  }
  return { traces, logs: [makeLogs(lines)] satisfies LogTable[], series: cpu(fault, draw) };
}

/** What each way to stock and back takes longer. */
const WAY_MS: Readonly<Partial<Record<Fault, number>>> = { hops: 1.5, network: 200 };

function stageRequest(
  fault: Fault,
  at: number,
  number: number,
  draw: () => number
): { readonly trace: Trace; readonly lines: readonly LineDraft[] } {
  const hex = number.toString(16).padStart(8, '0');
  const way = 1 + draw() + (WAY_MS[fault] ?? 0);
  const work = 4 + 4 * draw() + (fault === 'slow-code' ? 300 : 0);
  const bank = 20 + 10 * draw() + (fault === 'slow-bank' ? 900 : 0);
  const fails = fault === 'failing-stock';
  const reached = fault !== 'unreachable';
  const stockEnd = at + 2 + (reached ? 2 * way + work : 0);
  const end = stockEnd + (reached ? bank : 0) + 3;
  const status = fails ? ({ status: 'error' } as const) : {};
  const id = (name: string): string => `${hex}${name.padStart(8, '0')}`;
  const all: Array<SpanDraft | undefined> = [
    { id: id('1'), service: 'web', operation: 'GET /', kind: 'server', start: at, end: end + 2, ...status },
    {
      id: id('2'),
      parent: id('1'),
      service: 'web',
      operation: 'call',
      kind: 'client',
      start: at + 1,
      end: end + 1,
      ...status,
    },
    {
      id: id('3'),
      parent: id('2'),
      service: 'shop',
      operation: 'POST /buy',
      kind: 'server',
      start: at + 1.5,
      end,
      ...status,
    },
    reached
      ? {
          id: id('4'),
          parent: id('3'),
          service: 'shop',
          operation: 'take',
          kind: 'client',
          start: at + 2,
          end: stockEnd,
          ...status,
        }
      : undefined,
    reached
      ? {
          id: id('5'),
          parent: id('4'),
          service: 'stock',
          operation: 'POST /take',
          kind: 'server',
          start: at + 2 + way,
          end: at + 2 + way + work,
          ...status,
        }
      : undefined,
    reached
      ? {
          id: id('6'),
          parent: id('3'),
          service: 'shop',
          operation: 'pay',
          kind: 'client',
          start: stockEnd,
          end: stockEnd + bank,
          attributes: { 'peer.service': 'bank' },
        }
      : undefined,
  ];
  const spans = all.filter((span) => span !== undefined);
  const line = (service: string, span: string, text: string, level: LineDraft['level'] = 'info'): LineDraft => ({
    at: at + 2 + way,
    service,
    level,
    line: text,
    labels: { trace_id: hex, span_id: id(span) },
  });
  const stock = [
    line('stock', '5', `taking ${1 + Math.floor(9 * draw())} pieces of item i${1000 + number}`),
    ...(fault === 'cut-short' ? [] : [line('stock', '5', `left of item i${1000 + number}: ${number}`)]),
    ...(fault === 'error-lines' ? [line('stock', '5', `no row for item i${1000 + number}`, 'error')] : []),
  ];
  return {
    trace: makeTrace({ traceId: hex, spans }),
    lines: [
      line('shop', '3', `order of user_${number} received`),
      ...(reached
        ? stock
        : [
            line('shop', '3', 'no instances available for stock', 'error'),
            line('web', '1', 'upstream shop returned 503', 'error'),
          ]),
      ...(reached ? [line('shop', '3', `order of user_${number} written`)] : []),
    ],
  };
}

function cpu(fault: Fault, draw: () => number): readonly Series[] {
  return ['web', 'shop', 'stock'].map((service) =>
    makeSeries({
      service,
      name: 'cpu_usage',
      unit: 'percent',
      labels: { pod: `${service}-0` },
      intervalMs: 10_000,
      values: Array.from({ length: END_MS / 10_000 }, (_, sample) =>
        fault === 'starved' && service === 'stock' && sample * 10_000 >= ONSET_MS ? 95 + draw() : 5 + 5 * draw()
      ),
    })
  );
}
