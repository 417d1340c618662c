import type { Line, RawLine } from './lines';
import type { Stay } from './visits';

/** Lines that name no request are taken together by this much time. Nanoseconds. */
const TOGETHER = 1e9;

/** Lines with the stay that wrote each, and the stays that only lines tell of. */
export interface Settled {
  readonly lines: readonly Line[];
  readonly stays: readonly Stay[];
}

/**
 * Gives each line without a visit a stay of its own kind: lines of one span or trace in one service are one stay, whose
 * operation is the first template; lines that name neither are one for each second of the service.
 *
 * @param lines - ascending by time
 */
export function settleLines(lines: readonly RawLine[]): Settled {
  const stays = new Map<string, Stay>();
  return {
    lines: lines.map((line) => {
      if (line.visit !== undefined) {
        return { ...line, visit: line.visit };
      }
      const isNamed = line.thread !== '';
      const name = isNamed ? line.thread : `${line.service}\n${Math.floor(line.time / TOGETHER)}`;
      const operation = isNamed ? `#${line.template}` : '';
      const stay = stays.get(name) ?? { service: line.service, operation, start: line.time };
      stays.set(name, stay);
      return { ...line, visit: stay };
    }),
    stays: [...stays.values()],
  };
}
