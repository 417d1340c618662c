import { t } from '@grafana/i18n';
import { type NothingToDraw, raw } from '../../../ui';
import type { Reading } from '../viewModel';

/** Why there is nothing to draw although all sources answered, and what to do. */
export function nothingToDraw({ foreign }: Reading): NothingToDraw {
  return foreign.length > 0
    ? unreadable(foreign)
    : {
        kind: 'empty',
        title: t('criticalpath.state.empty', 'No trace was found'),
        known: [],
        advice: [
          t('criticalpath.state.empty-range', 'Widen the time range'),
          t('criticalpath.state.empty-query', 'Check the trace ID or the search of this panel’s query'),
        ],
      };
}

function unreadable(foreign: readonly string[]): NothingToDraw {
  return {
    kind: 'unreadable',
    title: t('criticalpath.state.unreadable', 'No spans in this data'),
    known: [
      t('criticalpath.state.unreadable-frames', 'Found instead: {{frames}}', raw({ frames: foreign.join('; ') })),
    ],
    advice: [
      t(
        'criticalpath.state.unreadable-advice',
        'Query one trace by its ID, or several with the view “Traces” of the Clew data source'
      ),
      t(
        'criticalpath.state.unreadable-search',
        'A search lists traces but does not hold their spans: open one of them'
      ),
    ],
  };
}
