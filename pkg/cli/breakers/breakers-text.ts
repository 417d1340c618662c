import type { Breaker, BreakerFinding, Breakers, BreakerState } from '../../../src/engine/breaker';
import { lengthText } from '../path/path-text';
import { table } from '../path/table';
import { problemWords, words } from '../words';

/** How many characters a lane is drawn with. */
const LANE_WIDTH = 60;

const SIGNS: Readonly<Record<BreakerState, string>> = {
  closed: '-',
  open: '#',
  'half-open': '+',
  forced: '!',
  disabled: '.',
  unknown: '?',
};

const HEAD = ['breaker', 'edge', 'basis', 'now', 'open', 'changes', 'states'] as const;

/** The answer for a person: findings, then a line for each breaker with its states drawn over the window. */
export function breakersText({ breakers, findings, problems, end }: Breakers): string {
  const rows = breakers.map((breaker) => [
    breaker.identity.name,
    `${breaker.identity.caller ?? '?'} -> ${breaker.identity.callee ?? '?'}`,
    breaker.basis,
    breaker.intervals.at(-1)?.state ?? 'unknown',
    lengthText(refusingFor(breaker)),
    String(breaker.transitions.length),
    drawn(breaker, end),
  ]);
  const lanes = table(
    HEAD.map((column) => words(`breakers.column.${column}`, {})),
    rows
  );
  const legend = Object.entries(SIGNS)
    .map(([state, sign]) => `${sign} ${state}`)
    .join('  ');
  const found = findings.map((finding) => `${finding.severity}: ${findingWords(finding)}`).join('\n');
  const noted = problems.map((one) => `note: ${problemWords(one)}`).join('\n');
  const parts = breakers.length === 0 ? [words('breakers.none', {}), noted] : [found, `${lanes}\n\n${legend}`, noted];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

/** A finding as a sentence; its lengths with their unit. */
export function findingWords({ message: { key, params } }: BreakerFinding): string {
  const shown = Object.entries(params).map(([name, value]) => [
    name,
    name.endsWith('Ns') && typeof value === 'number' ? lengthText(value) : value,
  ]);
  return words(key, Object.fromEntries(shown));
}

function refusingFor({ intervals }: Breaker): number {
  return intervals.reduce(
    (sum, { state, start, end }) => (state === 'open' || state === 'forced' ? sum + end - start : sum),
    0
  );
}

/** Each character is the state in which most of its time was spent. */
function drawn({ intervals }: Breaker, end: number): string {
  const width = end / LANE_WIDTH;
  return Array.from({ length: LANE_WIDTH }, (_, cell) => {
    const spent = new Map<BreakerState, number>();
    for (const { state, start, end: until } of intervals) {
      const overlap = Math.min(until, (cell + 1) * width) - Math.max(start, cell * width);
      spent.set(state, (spent.get(state) ?? 0) + Math.max(0, overlap));
    }
    const [most] = [...spent].sort(([, a], [, b]) => b - a);
    return SIGNS[most?.[0] ?? 'unknown'];
  }).join('');
}
