import type { Problem } from '../../../src/engine/result';
import type { Suspect, SuspectReport } from '../../../src/engine/suspects';
import { table } from '../path/table';
import { problemWords, words } from '../words';
import { isoOf, shown } from './suspects-json';

/** Whom a person looks at. */
const MOST_SUSPECTS = 8;
const PERCENT = 100;

/** The answer for a person: the onset, the suspects, and what tells against the first ones. */
export function suspectsText({ onset, suspects }: SuspectReport, problems: readonly Problem[]): string {
  const notes = problems.map((one) => `note: ${problemWords(one)}`).join('\n');
  if (onset === undefined) {
    return joined([words('suspects.none', {}), notes]);
  }
  const rows = suspects
    .slice(0, MOST_SUSPECTS)
    .map((suspect, at) => [
      `${at + 1}. ${placeOf(suspect)}`,
      suspect.kind,
      suspect.score.toFixed(1),
      `${Math.round(suspect.confidence * PERCENT)} %`,
      textOf(suspect),
    ]);
  const list = table(['suspect', 'kind', 'score', 'confidence', ''], rows);
  const [first] = suspects;
  const why = first?.evidence.map(({ key, params }) => `  - ${words(key, shown(params))}`).join('\n') ?? '';
  return joined([
    words('suspects.onset', { at: isoOf(onset) }),
    list,
    why === '' ? '' : `${first?.service ?? ''}:\n${why}`,
    notes,
  ]);
}

function placeOf({ service, instance, operation }: Suspect): string {
  return [service, ...(instance === undefined ? [] : [`(${instance})`]), operation ?? '']
    .filter((part) => part !== '')
    .join(' ');
}

function textOf({ evidence }: Suspect): string {
  const [strongest] = evidence;
  return strongest === undefined ? '' : words(strongest.key, shown(strongest.params));
}

function joined(parts: readonly string[]): string {
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}
