import { problem, type Outcome, type Problem } from '../../result';
import { parseVector } from './read';
import type { VectorTime } from './times';

/** One event of a ShiViz log. */
export interface ShivizEvent {
  readonly process: string;
  readonly text: string;
  readonly time: VectorTime;
}

/** ShiViz' own default: a line with host and clock, then a line with the event. */
const DEFAULT_SHIVIZ = String.raw`(?<host>\S*) (?<clock>{.*})\n(?<event>.*)`;

const GROUPS = ['host', 'clock', 'event'];

/**
 * Reads a log in the manner of ShiViz (https://bitbucket.org/bestchai/shiviz/wiki/Log%20format): a regular expression
 * with the named groups `host`, `clock` (a JSON object) and `event`, applied again and again.
 *
 * Problems: `shiviz.pattern` (`reason`) for an expression that cannot be used, `shiviz.clock` (count) for matches whose
 * clock is no vector.
 */
export function readShiviz(log: string, pattern: string = DEFAULT_SHIVIZ): Outcome<readonly ShivizEvent[]> {
  let expression: RegExp;
  try {
    expression = new RegExp(pattern, 'gm');
  } catch (error) {
    return {
      result: [],
      problems: [problem('shiviz.pattern', { reason: error instanceof Error ? error.message : '' })],
    };
  }
  const missing = GROUPS.filter((group) => !pattern.includes(`(?<${group}>`));
  if (missing.length > 0) {
    return { result: [], problems: [problem('shiviz.pattern', { reason: missing.join(', ') })] };
  }
  const events: ShivizEvent[] = [];
  let bad = 0;
  for (const { groups = {} } of log.matchAll(expression)) {
    const time = parseVector(groups.clock ?? '');
    if (time === undefined) {
      bad += 1;
      continue;
    }
    events.push({ process: groups.host ?? '', text: (groups.event ?? '').trim(), time });
  }
  const problems: readonly Problem[] = bad === 0 ? [] : [problem('shiviz.clock', {}, bad)];
  return { result: events, problems };
}
