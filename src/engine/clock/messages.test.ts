import { drawTrace, makeTrace, type SpanDraft, traceIdOf } from '../../../pkg/testkit';
import type { Trace } from '../model';
import { SkewCollector } from './collect';
import { defaultNodeRules } from './node';

const MS = 1e6;

function received(...traces: readonly Trace[]) {
  const collector = new SkewCollector({ nodes: defaultNodeRules });
  traces.forEach((trace) => collector.add(trace));
  return collector
    .finish()
    .result.violations.filter(({ kind }) => kind === 'receive-before-send')
    .map(({ traceId, parentSpanId, childSpanId, by, parentNode, childNode }) => [
      `${parentSpanId}@${parentNode} ${childSpanId}@${childNode}`,
      by / MS,
      traceId.replace(/^0+/, ''),
    ]);
}

/** A consumer in a trace of its own, as those of batches are. */
function consumer(
  start: number,
  links: ReadonlyArray<readonly [trace: string, span: string]>,
  change: Partial<SpanDraft> = {}
): Trace {
  const span = {
    id: 'c1',
    service: 'mail',
    kind: 'consumer' as const,
    start,
    end: start + 50,
    resource: { 'host.name': 'b' },
  };
  const trace = makeTrace({ traceId: '2', spans: [{ ...span, ...change }] });
  const made = links.map(([traceId, spanId]) => ({ traceId, spanId, attributes: [] }));
  return { ...trace, details: { ...trace.details, links: () => made } };
}

const producer = drawTrace('shop/send [100-110] producer #p1 host.name=a', { traceId: '1' });

describe('messages', () => {
  it('a consumer below its producer that starts before it', () => {
    const trace = drawTrace(
      `
      shop/send [100-110] producer #p1 host.name=a
        mail/process [88-130] consumer #c1 host.name=b
        mail/process [100-130] consumer #c2 host.name=b
    `,
      { traceId: '1' }
    );
    expect(received(trace)).toEqual([['p1@a c1@b', 12, '1']]);
  });

  it('a consumer that follows from its producer', () => {
    const trace = drawTrace(
      'shop/send [100-110] producer #p1 host.name=a\n  mail/process [95-130] consumer follows-from #c1 host.name=b',
      { traceId: '1' }
    );
    expect(received(trace)).toEqual([['p1@a c1@b', 5, '1']]);
  });

  it('a linked consumer of another trace, whichever comes first', () => {
    const late = consumer(60, [['1', 'P1']]);
    const expected = [['p1@a c1@b', 40, '2']];
    expect(received(producer, late)).toEqual(expected);
    expect(received(late, producer)).toEqual(expected);
  });

  it('each message once, though its consumer is both below the producer and linked to it', () => {
    const trace = drawTrace(
      'shop/send [100-110] producer #p1 host.name=a\n  mail/process [95-130] consumer #c1 host.name=b',
      { traceId: '1' }
    );
    const links = [{ traceId: traceIdOf('1'), spanId: 'p1', attributes: [] }];
    expect(received({ ...trace, details: { ...trace.details, links: () => links } })).toHaveLength(1);
  });

  it('nothing where a message is received when it was sent or later, or its producer is not known', () => {
    expect(received(producer, consumer(100, [['1', 'p1']]))).toEqual([]);
    expect(
      received(
        producer,
        consumer(60, [
          ['1', 'unknown'],
          ['9', 'p1'],
          ['no id', 'p1'],
        ])
      )
    ).toEqual([]);
    expect(received(producer, consumer(60, []))).toEqual([]);
  });

  it('nothing between spans that are no messages', () => {
    expect(received(producer, consumer(60, [['1', 'p1']], { kind: 'server' }))).toEqual([]);
  });

  it('by the end of a span that polls: it waits before the message is there', () => {
    const polls = (key: string) => ({ attributes: { [key]: 'receive' } });
    for (const key of ['messaging.operation.type', 'messaging.operation']) {
      expect(received(producer, consumer(60, [['1', 'p1']], polls(key)))).toEqual([]);
      expect(received(producer, consumer(20, [['1', 'p1']], polls(key)))).toEqual([['p1@a c1@b', 30, '2']]);
    }
    expect(
      received(producer, consumer(60, [['1', 'p1']], { attributes: { 'messaging.operation.type': 'process' } }))
    ).toHaveLength(1);
  });
});
