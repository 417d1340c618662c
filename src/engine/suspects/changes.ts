import { diffEpoch, type EpochNs, nanosFromMs } from '../units';
import type { KnownChange, Suspect, SuspectEvidence } from './types';

/** What was changed longer ago had its chance to fail before. */
const RECENT = nanosFromMs(15 * 60_000);
/** Annotations are stamped when a rollout ends, and an onset has its uncertainty. */
const LATE = nanosFromMs(60_000);
/** A change before an incident is no deviation by itself, but most incidents follow one: it counts like two. */
const STRENGTH = 2;
const NS_PER_S = 1e9;

type Found = Omit<Suspect, 'confidence'>;

/** Suspects that were changed shortly before the onset, which counts against them; by score again. */
export function withChanges(
  found: readonly Found[],
  changes: readonly KnownChange[],
  onset: EpochNs
): readonly Found[] {
  return found
    .map((suspect) => {
      const lead = ({ at }: KnownChange): number => diffEpoch(onset, at);
      const [latest] = changes
        .filter((change) => isOf(change, suspect) && lead(change) <= RECENT && lead(change) >= -LATE)
        .sort((a, b) => lead(a) - lead(b));
      if (latest === undefined) {
        return suspect;
      }
      const evidence = { signal: 'change', ...told(latest, lead(latest)), strength: STRENGTH, links: [] } as const;
      return {
        ...suspect,
        kind: 'change' as const,
        score: Math.hypot(suspect.score, STRENGTH),
        evidence: [...suspect.evidence, evidence],
      };
    })
    .sort((a, b) => b.score - a.score || (a.service < b.service ? -1 : 1));
}

function told({ text }: KnownChange, lead: number): Pick<SuspectEvidence, 'key' | 'params'> {
  const seconds = Math.round(lead / NS_PER_S);
  return seconds < 0
    ? { key: 'suspect.changed-after', params: { text, lagS: -seconds } }
    : { key: 'suspect.change', params: { text, leadS: seconds } };
}

/** A change may name its service with or without the namespace. */
function isOf({ service }: KnownChange, suspect: Found): boolean {
  return service === suspect.service || service.endsWith(`/${suspect.service}`);
}
