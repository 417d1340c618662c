import { t } from '@grafana/i18n';
import { type NothingToDraw, raw } from '../../../ui';
import type { Reading } from '../viewModel';

/** Why there is nothing to draw although all sources answered, and what to do. */
export function nothingToDraw({ foreign }: Reading, id: string | undefined): NothingToDraw {
  return foreign.length > 0
    ? unreadable(foreign)
    : {
        kind: 'empty',
        title: t('timeline.state.empty', 'Nothing was found'),
        known: [],
        advice: emptyAdvice(id),
      };
}

function unreadable(foreign: readonly string[]): NothingToDraw {
  return {
    kind: 'unreadable',
    title: t('timeline.state.unreadable', 'No spans, log lines or series in this data'),
    known: [t('timeline.state.unreadable-frames', 'Found instead: {{frames}}', raw({ frames: foreign.join('; ') }))],
    advice: [
      t(
        'timeline.state.unreadable-advice',
        'Query one trace by its ID, log lines, or time series; a Mixed data source may give all three'
      ),
      t('timeline.state.unreadable-search', 'A search lists traces but does not hold their spans: open one of them'),
    ],
  };
}

function emptyAdvice(id: string | undefined): readonly string[] {
  return [
    t('timeline.state.empty-range', 'Widen the time range'),
    id === undefined
      ? t('timeline.state.empty-query', 'Check the queries of this panel')
      : t(
          'timeline.state.empty-key',
          'Check that the ID is whole, and that the key of the query is the one it was logged under'
        ),
  ];
}
