import { type SpanDraft, type TraceDraft } from '../../../../pkg/testkit';

/** A cluster whose clocks are known. */
export interface ClusterDraft {
  /** How far each node's clock is ahead at a moment, milliseconds; both after the fixed epoch. */
  readonly clocks: Readonly<Record<string, (time: number) => number>>;
  /** Who calls whom in each trace: `node-a>node-b`. The first caller holds the root. */
  readonly calls: readonly string[];
  /** Traces, evenly spread over {@link minutes}. */
  readonly traces: number;
  readonly minutes?: number;
}

const MS_PER_MINUTE = 60_000;
const WORK = 4;

/**
 * Traces of a cluster: each holds one call of every listed pair, with delays between a tenth of a millisecond and two,
 * seeded. Services are named as their nodes, `on-node-a`.
 */
export function cluster({ clocks, calls, traces, minutes = 10 }: ClusterDraft): readonly TraceDraft[] {
  const random = lehmer();
  return Array.from({ length: traces }, (_, at): TraceDraft => {
    const begin = (at * minutes * MS_PER_MINUTE) / traces;
    const spans: SpanDraft[] = [];
    let id = 0;
    const root = calls[0]?.split('>')[0] ?? '';
    const span = (node: string, draft: Pick<SpanDraft, 'kind' | 'parent' | 'operation'>, from: number, to: number) => {
      id += 1;
      const ahead = (time: number) => clocks[node]?.(time) ?? 0;
      const spanId = (at * 1000 + id).toString(16).padStart(16, 'a');
      spans.push({
        ...draft,
        id: spanId,
        service: `on-${node}`,
        resource: { 'host.name': node },
        start: from + ahead(from),
        end: to + ahead(from),
      });
      return spanId;
    };
    const top = span(root, { operation: 'round', kind: 'server' }, begin, begin + calls.length * 10 + 10);
    calls.forEach((call, turn) => {
      const [from = '', to = ''] = call.split('>');
      const start = begin + turn * 10 + 1;
      const [there, back] = [0.1 + random() * 1.9, 0.1 + random() * 1.9];
      const client = span(
        from,
        { operation: `ask ${to}`, kind: 'client', parent: top },
        start,
        start + there + WORK + back
      );
      span(to, { operation: 'answer', kind: 'server', parent: client }, start + there, start + there + WORK);
    });
    return { traceId: (at + 1).toString(16).padStart(32, '0'), spans };
  });
}

/** One node 340 ms ahead, one that drifts by 50 ppm and is set back by 400 ms after six minutes, one that is right. */
export function threeNodes(traces = 60): readonly TraceDraft[] {
  return cluster({
    clocks: {
      'node-b': () => 340,
      'node-c': (time) => time * 50e-6 - (time > 6 * MS_PER_MINUTE ? 400 : 0),
    },
    calls: ['node-a>node-b', 'node-b>node-c', 'node-a>node-c', 'node-c>node-b'],
    traces,
  });
}

/**
 * Sixty nodes in two groups that never speak to one another: a gateway calls 56, one of four racks is late by 2.5 s, one
 * node is 6 minutes ahead; four more call only each other.
 */
export function sixtyNodes(traces = 40): readonly TraceDraft[] {
  const name = (at: number) => `ip-10-0-${Math.floor(at / 14)}-${at}.eu-central-1.compute.internal`;
  const gateway = name(0);
  const main = Array.from({ length: 55 }, (_, at) => `${gateway}>${name(at + 1)}`);
  const across = Array.from({ length: 20 }, (_, at) => `${name(at * 2 + 1)}>${name(at * 2 + 2)}`);
  const island = [57, 58, 59].map((at) => `${name(56)}>${name(at)}`);
  const offset = (at: number) => (at === 17 ? 360_000 : at >= 42 && at < 56 ? -2500 : ((at * 7) % 11) - 5);
  return cluster({
    clocks: Object.fromEntries(Array.from({ length: 60 }, (_, at) => [name(at), () => offset(at)])),
    calls: [...main, ...across, ...island],
    traces,
  });
}

/** Park and Miller's generator: delays must be the same for everybody. */
function lehmer(): () => number {
  let state = 42;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
