import { type Nanos, nanos } from '../../../engine/units';
import type { ManyTraces } from './many';

/** An operation on the path over many requests; times are means per request. */
export interface ManyOperation {
  readonly service: string;
  readonly operation: string;
  readonly time: Nanos;
  readonly share: number;
  /** Median over the requests that have it on their path. */
  readonly drag: Nanos | undefined;
  /** Mean over all requests, if it were so much faster; `undefined` for those too small to be re-timed. */
  readonly saving: Nanos | undefined;
}

/** Spans that may be re-timed in all before the picture would have to wait. */
const RETIMED_SPANS = 400_000;
const LEAST_RETIMED = 8;
const MOST_RETIMED = 40;

/**
 * The operations of many requests, most time on the path first, with what would be saved if those that cost most were
 * faster.
 *
 * @param faster - 0.2 is a fifth
 */
export function rankMany(many: ManyTraces, faster: number): readonly ManyOperation[] {
  const { group } = many;
  const most = Math.min(MOST_RETIMED, Math.max(LEAST_RETIMED, Math.floor(RETIMED_SPANS / Math.max(1, group.spans))));
  const savings = new Map(
    many
      .retiming()
      .savings(1 - faster, most)
      .map(({ service, operation, saved }) => [`${service}\n${operation}`, saved])
  );
  return group.operations
    .filter(({ exclusive }) => exclusive > 0)
    .map(({ operation: row, exclusive, share, drag }) => {
      const { service, operation } = many.operation(row);
      const saving = savings.get(`${service}\n${operation}`);
      return {
        service,
        operation,
        time: nanos(exclusive / Math.max(1, group.traces)),
        share,
        drag: Number.isNaN(drag.p50) ? undefined : nanos(drag.p50),
        saving: saving === undefined ? undefined : nanos(saving),
      };
    });
}
