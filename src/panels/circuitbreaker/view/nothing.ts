import { t } from '@grafana/i18n';
import { type NothingToDraw, raw } from '../../../ui';
import type { CircuitBreakerOptions } from '../options';
import type { Analysed } from '../viewModel';
import { oddText } from './words';

/** Why there is no breaker to draw although all sources answered, what the data holds instead, and what to do. */
export function nothingToDraw(analysed: Analysed, options: CircuitBreakerOptions): NothingToDraw {
  return {
    kind: analysed.reading.foreign.length > 0 ? 'unreadable' : 'empty',
    title: t('breaker.none.empty', 'No circuit breaker was found, and no calls that show one'),
    known: [...foundTexts(analysed), ...analysed.problems.map(oddText)],
    advice: adviceTexts(options),
  };
}

const MOST_NAMES = 6;

/** What the data holds instead, by name: a metric that is nobody's convention can be mapped. */
function foundTexts({ reading }: Analysed): readonly string[] {
  const names = [...new Set(reading.series.map(({ name }) => name))];
  const shown = names.slice(0, MOST_NAMES).join(', ');
  return [
    ...(names.length === 0
      ? []
      : [
          t('breaker.none.metrics', 'Metrics that no known library’s breakers write: {{names}}', {
            ...raw({ names: names.length > MOST_NAMES ? `${shown}, …` : shown }),
          }),
        ]),
    ...(reading.traces.length === 0
      ? []
      : [
          t('breaker.none.traces', '{{count}} traces, in which no call fails fast or is refused', {
            count: reading.traces.length,
            defaultValue_one: 'One trace, in which no call fails fast or is refused',
          }),
        ]),
    ...(reading.foreign.length === 0
      ? []
      : [t('breaker.none.foreign', 'Not understood: {{frames}}', raw({ frames: reading.foreign.join('; ') }))]),
  ];
}

function adviceTexts({ shadow }: CircuitBreakerOptions): readonly string[] {
  return [
    t('breaker.none.query', 'Query the breakers’ metrics, for instance {{example}}, or the view “Breakers” of Clew', {
      ...raw({ example: 'resilience4j_circuitbreaker_state' }),
    }),
    t('breaker.none.spans', 'Or traces of the calls: states are inferred from their spans'),
    t('breaker.none.custom', 'A metric of your own is described in the options of this panel'),
    ...(shadow === 'all'
      ? []
      : [t('breaker.none.all', 'Option “Edges without a breaker: All” shows edges that needed none')]),
    t('breaker.none.range', 'Widen the time range'),
  ];
}
