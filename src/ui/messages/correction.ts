import { t } from '@grafana/i18n';
import type { ClockCorrection, CorrectedLines, CorrectionState } from '../../engine/clock';
import { nanos } from '../../engine/units';
import { formatLength } from '../format';
import { raw } from './raw';

/** Stands on everything that was moved, in drawings and in tables. */
export const SHIFT_GLYPH = '◤';

/** What became of the wish to see everything on one clock: how much was moved, by how much, onto whose clock; or why not. */
export function correctionText(correction: ClockCorrection, lines?: CorrectedLines): string {
  const { state, most, references, traces, unknown } = correction;
  const movedLines = lines?.moved ?? 0;
  if (state !== 'corrected' && movedLines === 0) {
    return whyNot(state);
  }
  const spans = traces.reduce((sum, { trace }) => sum + trace.size, 0);
  const moved = [
    t('ui.correction.spans', '{{moved}} of {{count}} spans', {
      moved: correction.moved,
      count: spans,
      defaultValue_one: '{{moved}} of one span',
    }),
    ...(lines === undefined || lines.logs.size === 0
      ? []
      : [
          t('ui.correction.lines', '{{moved}} of {{count}} log lines', {
            moved: movedLines,
            count: lines.logs.size,
            defaultValue_one: '{{moved}} of one log line',
          }),
        ]),
  ].join(', ');
  const length = formatLength(nanos(Math.max(most, lines?.most ?? 0)));
  const said =
    references.length === 0
      ? t('ui.correction.moved', 'Clocks corrected: {{moved}} moved {{glyph}}, by {{length}} at most', {
          ...raw({ moved, length, glyph: SHIFT_GLYPH }),
        })
      : t(
          'ui.correction.moved-onto',
          'Clocks corrected: {{moved}} moved {{glyph}}, by {{length}} at most, onto the clock of {{nodes}}',
          raw({ moved, length, glyph: SHIFT_GLYPH, nodes: references.join(', ') })
        );
  return unknown === 0 ? said : `${said}; ${unknownText(unknown)}`;
}

function unknownText(count: number): string {
  return t('ui.correction.unknown', '{{count}} spans run on clocks that are not known, and stay', {
    count,
    defaultValue_one: 'one span runs on a clock that is not known, and stays',
  });
}

function whyNot(state: CorrectionState): string {
  switch (state) {
    case 'corrected':
    case 'agree':
      return t('ui.correction.agree', 'Nothing was moved: no clock is known to be wrong');
    case 'too-few':
      return t(
        'ui.correction.too-few',
        'Nothing was moved: too few requests between nodes to tell their clocks. More traces of these services can tell'
      );
    case 'no-exchange':
      return t('ui.correction.no-exchange', 'Nothing was moved: no request went from one node to another');
    case 'no-node':
      return t('ui.correction.no-node', 'Nothing was moved: no attribute names the nodes that the spans ran on');
  }
}

/** `340 ms earlier`: by how much, and in which direction, something was moved. */
export function shiftText(shift: number): string {
  const length = formatLength(nanos(Math.abs(shift)));
  return shift > 0
    ? t('ui.correction.earlier', '{{length}} earlier', raw({ length }))
    : t('ui.correction.later', '{{length}} later', raw({ length }));
}

/** Whose clock was wrong, and how well that is known: `clock of node-b, ±1.2 ms`. */
export function wrongClockText(node: string, halfWidth: number): string {
  return t(
    'ui.correction.clock',
    'clock of {{node}}, ±{{width}}',
    raw({ node, width: formatLength(nanos(halfWidth)) })
  );
}
