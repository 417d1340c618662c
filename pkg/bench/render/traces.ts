import type { KeyValue, OtlpSpan, Telemetry } from '../../workbench/sources/telemetry';

const SERVICES = ['frontend', 'checkout', 'cart', 'inventory', 'payment', 'fraud', 'mail', 'ledger'];
const OPERATIONS = 24;
const ORIGIN_NS = 1_795_254_000_000_000_000n;
const ROOT_NS = 20_000_000_000;
const MOST_CHILDREN = 12;

type Resource = Telemetry['traces']['resourceSpans'][number];

/**
 * One trace as a big system writes it: a tree of up to a dozen children a span, mostly one after the other, sometimes side
 * by side, with the attributes that instrumentation gives. Seeded: the same for everybody.
 */
export function bigTrace(traceId: string, size: number, seed = 1): readonly Resource[] {
  const random = mulberry32(seed);
  const spans: Array<{ readonly span: OtlpSpan; readonly service: number }> = [];
  const open: Array<{ readonly id: string; readonly from: number; readonly to: number }> = [];
  const add = (parent: string, from: number, to: number) => {
    const service = Math.floor(random() * SERVICES.length);
    const id = `a${(spans.length + 1).toString(16).padStart(15, '0')}`;
    spans.push({
      service,
      span: makeSpan({ traceId, id, parent, from, to, operation: Math.floor(random() * OPERATIONS) }),
    });
    open.push({ id, from, to });
  };
  add('', 0, ROOT_NS);
  for (let at = 0; at < open.length && spans.length < size; at += 1) {
    const above = open[at] ?? { id: '', from: 0, to: 0 };
    const children = 1 + Math.floor(random() * MOST_CHILDREN);
    const slot = (above.to - above.from) / children;
    for (let child = 0; child < children && spans.length < size; child += 1) {
      const from = above.from + slot * (child + random() * 0.2);
      const overlap = random() < 0.2 ? 1.4 : 0.9;
      add(above.id, Math.round(from), Math.round(Math.min(above.to, from + slot * overlap * (0.3 + random() * 0.7))));
    }
  }
  return SERVICES.map((name, service) => ({
    resource: { attributes: [text('service.name', name), text('host.name', `node-${service % 3}`)] },
    scopeSpans: [{ scope: {}, spans: spans.filter((each) => each.service === service).map(({ span }) => span) }],
  }));
}

interface SpanFacts {
  readonly traceId: string;
  readonly id: string;
  readonly parent: string;
  readonly from: number;
  readonly to: number;
  readonly operation: number;
}

function makeSpan({ traceId, id, parent, from, to, operation }: SpanFacts): OtlpSpan {
  return {
    traceId,
    spanId: id,
    parentSpanId: parent,
    name: `op-${operation}`,
    kind: 1 + (operation % 3),
    startTimeUnixNano: String(ORIGIN_NS + BigInt(from)),
    endTimeUnixNano: String(ORIGIN_NS + BigInt(to)),
    attributes: [
      text('http.request.method', 'GET'),
      text('http.route', `/v1/things/{id}/op-${operation}`),
      text('server.address', `svc-${operation}`),
      text('thread.name', `worker-${operation % 7}`),
      { key: 'http.response.status_code', value: { intValue: '200' } },
    ],
  };
}

function text(key: string, stringValue: string): KeyValue {
  return { key, value: { stringValue } };
}

/** A small seeded generator (public domain, Tommy Ettinger): the bench needs no more than that it is always the same. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
