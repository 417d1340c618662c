import type { Problem } from '../../../src/engine/result';
import type { Suspect, SuspectReport } from '../../../src/engine/suspects';
import { epochMsFromNs, type EpochNs } from '../../../src/engine/units';
import { words } from '../words';

/** The answer as one line of JSON; times are ISO in UTC. */
export interface SuspectsJson {
  readonly onset: string | null;
  readonly suspects: ReadonlyArray<
    Pick<Suspect, 'service' | 'instance' | 'operation' | 'edge' | 'kind'> & {
      readonly score: number;
      readonly confidence: number;
      readonly evidence: ReadonlyArray<{ readonly signal: string; readonly text: string; readonly strength: number }>;
    }
  >;
  readonly problems: readonly object[];
}

export function suspectsJson({ onset, suspects }: SuspectReport, problems: readonly Problem[]): SuspectsJson {
  return {
    onset: onset === undefined ? null : isoOf(onset),
    suspects: suspects.map(({ evidence, score, confidence, ...suspect }) => ({
      ...suspect,
      score: rounded(score),
      confidence: rounded(confidence),
      evidence: evidence.map((one) => ({
        signal: one.signal,
        text: words(one.key, shown(one.params)),
        strength: rounded(one.strength),
        links: one.links,
      })),
    })),
    problems: problems.map(({ code, params, count }) => ({ kind: code, ...params, count })),
  };
}

/** To the millisecond. */
export function isoOf(time: EpochNs): string {
  return new Date(epochMsFromNs(time)).toISOString();
}

const SHARES: ReadonlySet<string> = new Set(['usual', 'now']);
const PERCENT = 100;

/** Parameters as a person reads them: shares as per cent, numbers with three digits. */
export function shown(params: Readonly<Record<string, string | number>>): Readonly<Record<string, string | number>> {
  const isShare = !('unit' in params);
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => {
      if (typeof value === 'string') {
        return [name, value];
      }
      return [name, isShare && SHARES.has(name) ? `${Number((value * PERCENT).toFixed(1))} %` : rounded(value)];
    })
  );
}

/** More digits would promise more than is known; scores that differ stay different. */
function rounded(value: number): number {
  return Number(value.toPrecision(6));
}
