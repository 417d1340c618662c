import type { Told } from './strengths';
import type { SuspectEvidence } from './types';

/** What a person reads of one suspect. */
const MOST_EVIDENCE = 8;
/** Examples of one thing. */
const MOST_LINKS = 3;

/** Evidence in the order of its strength; of what says the same in the same place only the strongest. */
export function evidenceOf(told: readonly Told[]): readonly SuspectEvidence[] {
  const seen = new Set<string>();
  const evidence: SuspectEvidence[] = [];
  for (const { scanner, row, shift, strength } of told) {
    const { stream } = scanner;
    const { key, params } = stream.tell(shift.usual, shift.now);
    const { operation: _, ...said } = params;
    const same = `${key} ${JSON.stringify(said)}`;
    if (!seen.has(same) && evidence.length < MOST_EVIDENCE) {
      seen.add(same);
      evidence.push({ signal: stream.signal, key, params, strength, links: linksOf({ scanner, row }) });
    }
  }
  return evidence;
}

/** The first values after the onset that are unlike what was usual: high ones, or for a share those that have it. */
function linksOf({ scanner, row }: Pick<Told, 'scanner' | 'row'>): SuspectEvidence['links'] {
  const { values, link } = scanner.stream;
  const after = Array.from(values.subarray(row), (value, at) => ({ value, at: row + at }));
  return after
    .sort((a, b) => b.value - a.value || a.at - b.at)
    .flatMap(({ at }) => link(at) ?? [])
    .slice(0, MOST_LINKS);
}
