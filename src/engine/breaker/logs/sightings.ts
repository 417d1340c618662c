import type { Evidence } from '../../finding';
import type { LogTable } from '../../model';
import { diffEpoch, nanos, type Nanos } from '../../units';
import type { BreakerIdentity, BreakerState, BreakerWindow } from '../types';
import type { TransitionPattern } from './pattern';
import { SHIPPED_WORDS, TRANSITION_PATTERNS } from './patterns';

/** A line that tells of a breaker's state. */
export interface Sighting {
  readonly identity: BreakerIdentity;
  /** Relative to the window's start. */
  readonly at: Nanos;
  readonly from: BreakerState | undefined;
  readonly to: BreakerState;
  /** See {@link TransitionPattern.tells}. */
  readonly tells: 'change' | 'state';
  readonly evidence: Evidence;
}

/**
 * Lines of the window that tell of a breaker's state, by time. The service that wrote a line is the caller, unless the line
 * names another. O(lines x patterns).
 *
 * @param processOf - which process wrote a line, where the line itself does not name it
 */
export function sightings(
  tables: readonly LogTable[],
  window: BreakerWindow,
  patterns: readonly TransitionPattern[] = TRANSITION_PATTERNS,
  processOf: (table: LogTable, row: number) => string | undefined = () => undefined
): readonly Sighting[] {
  const end = diffEpoch(window.end, window.start);
  const areShipped = patterns.every((pattern) => TRANSITION_PATTERNS.includes(pattern));
  const found = tables.flatMap((table) => {
    const shift = diffEpoch(table.origin, window.start);
    return table.line.flatMap((line, row): readonly Sighting[] => {
      const at = nanos((table.time[row] ?? 0) + shift);
      if (at < 0 || at > end || (areShipped && !SHIPPED_WORDS.test(line))) {
        return [];
      }
      const service = table.services[table.service[row] ?? -1];
      const told = readLine(line, patterns, service?.key ?? '');
      if (told === undefined) {
        return [];
      }
      const instance = told.identity.instance ?? processOf(table, row);
      const identity = instance === undefined ? told.identity : { ...told.identity, instance };
      return [{ ...told, identity, at, evidence: { kind: 'log', at, id: table.id[row] ?? '', line } }];
    });
  });
  return found.sort((a, b) => a.at - b.at);
}

function readLine(
  line: string,
  patterns: readonly TransitionPattern[],
  service: string
): Omit<Sighting, 'at' | 'evidence'> | undefined {
  for (const pattern of patterns) {
    const groups = pattern.pattern.exec(line)?.groups;
    const to = stateOf(groups?.to, pattern.states);
    const identity = groups === undefined ? undefined : identityOf(groups, pattern, service);
    if (to !== undefined && identity !== undefined) {
      return { identity, from: stateOf(groups?.from, pattern.states), to, tells: pattern.tells };
    }
  }
  return undefined;
}

function identityOf(
  groups: Readonly<Record<string, string | undefined>>,
  { breaker }: TransitionPattern,
  service: string
): BreakerIdentity | undefined {
  const { callee, instance, caller = service, name = breaker ?? callee ?? '' } = groups;
  return name === ''
    ? undefined
    : {
        name,
        ...(caller === '' ? {} : { caller }),
        ...(callee === undefined ? {} : { callee }),
        ...(instance === undefined ? {} : { instance }),
      };
}

function stateOf(word: string | undefined, states: TransitionPattern['states']): BreakerState | undefined {
  return word === undefined ? undefined : states[word.toLowerCase().replace(/[_ ]/g, '-')];
}
