import { t } from '@grafana/i18n';
import { type NothingToDraw, raw } from '../../../ui';
import type { Analysed } from '../viewModel';
import { oddText } from './words';

/** Why there is no service to draw although all sources answered, and what to do. */
export function nothingToDraw({ reading: { foreign }, problems }: Analysed): NothingToDraw {
  return {
    kind: foreign.length > 0 ? 'unreadable' : 'empty',
    title: t('cascade.none.empty', 'No service was found in the answers'),
    known: [
      ...(foreign.length === 0
        ? []
        : [t('cascade.none.foreign', 'Not understood: {{frames}}', raw({ frames: foreign.join('; ') }))]),
      ...problems.map(oddText),
    ],
    advice: [
      t('cascade.none.view', 'Query the view “Cascade” or “Services” of Clew'),
      t('cascade.none.raw', 'Or metrics of requests, traces or log lines of any source, with the names of services'),
      t('cascade.none.range', 'Widen the time range'),
    ],
  };
}
