import { t } from '@grafana/i18n';
import { type Fact, raw } from '../../../ui';
import type { PairMatrix } from '../viewModel';
import { driftText, levelText, methodText, offsetText, rangeText } from './words';

interface Cell {
  readonly row: number;
  readonly column: number;
}

/** `node-b against node-a`. */
export function cellTitle({ nodes }: PairMatrix, { row, column }: Cell): string {
  return row === column
    ? (nodes[row] ?? '')
    : t(
        'clockskew.pairs.title',
        '{{of}} against {{against}}',
        raw({ of: nodes[column] ?? '', against: nodes[row] ?? '' })
      );
}

/** What is known of a pair: the same on hover, under the keyboard and in the table. */
export function cellFacts({ nodes, cells }: PairMatrix, { row, column }: Cell): readonly Fact[] {
  const cell = cells[row * nodes.length + column];
  const name = t('clockskew.fact.offset', 'Offset');
  if (row === column) {
    return [{ name, value: t('clockskew.fact.itself', 'the clock itself') }];
  }
  if (cell === undefined) {
    return [{ name, value: t('clockskew.fact.unknown', 'not known: no request joins the two') }];
  }
  const { reading, verdict } = cell;
  const { exchanges, outliers, method } = reading;
  return [
    { name, value: offsetText(reading) },
    { name: t('clockskew.fact.interval', 'Interval'), value: rangeText(reading) },
    { name: t('clockskew.fact.method', 'Method'), value: methodText(method) },
    ...(method === 'others'
      ? []
      : [
          {
            name: t('clockskew.fact.exchanges', 'Requests'),
            value: t('clockskew.fact.exchanges-value', '{{exchanges}}, of which {{outliers}} contradict the rest', {
              exchanges,
              outliers,
            }),
          },
        ]),
    { name: t('clockskew.fact.drift', 'Drift'), value: driftText(reading.drift) },
    ...(reading.steps === 0
      ? []
      : [{ name: t('clockskew.fact.steps', 'Set while running'), value: timesText(reading.steps) }]),
    ...(reading.conflict
      ? [
          {
            name: t('clockskew.fact.conflict', 'Loop'),
            value: t('clockskew.fact.conflict-value', 'contradicts the other pairs, and was left out'),
          },
        ]
      : []),
    { name: t('clockskew.fact.verdict', 'Verdict'), value: levelText(verdict) },
  ];
}

function timesText(count: number): string {
  return t('clockskew.fact.times', '{{count}} times', { count, defaultValue_one: 'once' });
}
