import type { DataFrame } from '@grafana/data';
import { drawTrace, makeLogs } from '../../../../pkg/testkit';
import { writeLogs, writeTrace } from '../../../frames';

/** So far is the clock of node `b` ahead, milliseconds. */
export const AHEAD = 340;

/**
 * Requests from node `a` to node `b`, whose clock is ahead, and one line that `b` wrote: frames as our data source writes
 * them.
 */
export function skewedFrames(requests: number): DataFrame[] {
  const traces = Array.from({ length: requests }, (_, number) => {
    const at = number * 100;
    return drawTrace(
      `
      web/call [${at}-${at + 60}] client host.name=a
        shop/serve [${at + 10 + AHEAD}-${at + 50 + AHEAD}] server host.name=b #served${number}
      `,
      { traceId: String(number + 1).padStart(32, '0') }
    );
  });
  const line = {
    at: 30 + AHEAD,
    service: 'shop',
    line: 'serving',
    id: 'l1',
    labels: { trace_id: traces[0]?.traceId ?? '', span_id: 'served0' },
  };
  const source = { uid: 'tempo', type: 'tempo', name: 'Tempo' };
  return [
    ...traces.map((trace) => writeTrace(trace, { refId: 'A', source })),
    writeLogs(makeLogs([line]), { refId: 'A' }),
  ];
}
