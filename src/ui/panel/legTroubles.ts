import type { ReportLine } from '../../engine/correlation';
import { legTone } from '../LegMark';
import { remedyText, reportText } from '../messages';

/** What legs of a join failed or were cut off, each with its source and, where something can be done, what. */
export function legTroubles(report: readonly ReportLine[]): readonly string[] {
  return report.filter(({ state }) => legTone(state) === 'bad' || legTone(state) === 'warn').map(troubleText);
}

function troubleText(line: ReportLine): string {
  const remedy = remedyText(line.message, line.params);
  return `${line.source}: ${reportText(line)}${remedy === undefined ? '' : ` → ${remedy}`}`;
}
