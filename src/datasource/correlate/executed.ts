import type { DataFrame } from '@grafana/data';
import type { Signal } from '../../engine/correlation';
import type { TraceId } from '../../engine/units';
import type { ChildTarget } from '../delegate/child';
import type { LegUpdate } from '../legs/leg';

/** What a leg asked of its source. */
type Sent = Pick<LegUpdate, 'leg' | 'source' | 'targets'>;

/**
 * The queries that legs sent, for the query inspector: under the name of each leg and its source, one a line. Queries that
 * were sent twice are named once a leg.
 */
export function queriesIn(legs: readonly Sent[], wanted: (target: ChildTarget) => boolean = () => true): string {
  return legs
    .flatMap(({ leg, source, targets }) => {
      const texts = new Set(targets.filter(wanted).flatMap((target) => textOf(target) ?? []));
      return texts.size === 0 ? [] : [[`# ${source.name} (${leg})`, ...texts].join('\n')];
    })
    .join('\n\n');
}

/** The queries of one signal. */
export function queriesOf(signal: Signal, legs: readonly LegUpdate[]): string {
  return queriesIn(legs.filter(({ source }) => source.signal === signal));
}

/** How a trace was found and fetched. */
export function queriesOfTrace(traceId: TraceId, legs: readonly LegUpdate[]): string {
  const mine = legs.filter(({ source, arrival, learnt }) => {
    const brought = arrival.traces?.some((trace) => trace.traceId === traceId) === true;
    return (
      source.signal === 'traces' && (brought || (arrival.traces === undefined && learnt.traceIds.includes(traceId)))
    );
  });
  return queriesIn(mine, (target) => {
    const text = textOf(target);
    // Several traces are fetched in one request; this frame is of one of them.
    return text !== undefined && (text === traceId || !/^[0-9a-f]{32}$/.test(text));
  });
}

/** A frame that says how it was asked for. */
export function withQuery(frame: DataFrame, text: string): DataFrame {
  return text === '' ? frame : { ...frame, meta: { ...frame.meta, executedQueryString: text } };
}

function textOf({ query, expr }: ChildTarget): string | undefined {
  return typeof query === 'string' ? query : typeof expr === 'string' ? expr : undefined;
}
