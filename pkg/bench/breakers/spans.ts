import type { SpanEvent, Trace } from '../../../src/engine/model';
import { nanosFromMs } from '../../../src/engine/units';
import { Random } from '../../lab';
import { makeTrace, type SpanDraft } from '../../testkit';
import type { Driven, Happened } from './drive';

/**
 * How calls are instrumented. `named`: a client span around the breaker, with the exception. `silent`: the same, but of a
 * refusal it says only that it failed. `inside`: the client span is inside the breaker, so a refused call has none, and
 * its caller's span records the exception.
 */
export const INSTRUMENTATIONS = ['named', 'silent', 'inside'] as const;
export type Instrumentation = (typeof INSTRUMENTATIONS)[number];

/** One trace for each call, as instrumentation would have told it. */
export function tracesOf({ calls }: Driven, instrumentation: Instrumentation, seed: number): readonly Trace[] {
  const random = new Random(seed).fork('spans');
  return calls.map((call, row) =>
    makeTrace({ traceId: (row + 1).toString(16), spans: spansOf(call, instrumentation, random) })
  );
}

function spansOf(call: Happened, instrumentation: Instrumentation, random: Random): readonly SpanDraft[] {
  const before = random.between(0.2, 2);
  const after = random.between(0.05, 0.6);
  const { arrival } = call.fate;
  const end = call.settled + after;
  const swallowed = instrumentation === 'inside' && call.sent === undefined;
  const shop: SpanDraft = {
    id: 'a',
    service: 'shop',
    operation: 'POST /orders',
    kind: 'server',
    start: arrival - before,
    end: end + random.between(0.1, 1),
    resource: { 'service.instance.id': 'shop-1' },
    ...(call.error === undefined ? {} : { status: 'error' as const }),
    ...(swallowed ? { events: [exceptionOf(call, before + after)] } : {}),
  };
  if (swallowed) {
    return [shop];
  }
  const start = instrumentation === 'inside' ? (call.sent ?? arrival) : arrival;
  return [shop, clientOf(call, instrumentation, start, end), ...serverOf(call, random)];
}

function clientOf(call: Happened, instrumentation: Instrumentation, start: number, end: number): SpanDraft {
  const wordless = instrumentation === 'silent' && call.sent === undefined;
  const status = call.fate.kind === 'error' ? { 'http.response.status_code': 500 } : {};
  const told = call.error === undefined || wordless ? {} : { 'error.type': call.error.type };
  return {
    id: 'b',
    parent: 'a',
    service: 'shop',
    operation: 'POST /charges',
    kind: 'client',
    start,
    end,
    resource: { 'service.instance.id': 'shop-1' },
    attributes: { 'server.address': 'pay', ...(call.sent === undefined ? {} : status), ...told },
    ...(call.error === undefined ? {} : { status: 'error' as const }),
    ...(call.error === undefined || wordless ? {} : { events: [exceptionOf(call, end - start)] }),
  };
}

function exceptionOf({ error }: Happened, time: number): SpanEvent {
  return {
    time: nanosFromMs(time),
    name: 'exception',
    attributes: [
      { key: 'exception.type', value: error?.type ?? '' },
      { key: 'exception.message', value: error?.message ?? '' },
    ],
  };
}

/** The callee's span, where the call got there; it goes on when the caller gives up. */
function serverOf({ sent, fate }: Happened, random: Random): readonly SpanDraft[] {
  if (sent === undefined || fate.kind === 'refused') {
    return [];
  }
  const there = fate.latency * random.between(0.02, 0.1);
  return [
    {
      id: 'c',
      parent: 'b',
      service: 'pay',
      operation: 'POST /charges',
      kind: 'server',
      start: sent + there,
      end: sent + (fate.kind === 'silence' ? 10_000 : fate.latency * 0.95),
      ...(fate.kind === 'error' ? { status: 'error' as const } : {}),
    },
  ];
}
