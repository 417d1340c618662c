import { t } from '@grafana/i18n';
import { clockText, type NothingToDraw, raw } from '../../../ui';
import type { Clocks, Reading } from '../viewModel';

/** Why there is nothing to draw although all sources answered, and what to do. */
export function nothingToDraw(reading: Reading, clocks: Clocks): NothingToDraw {
  if (reading.traces.length > 0) {
    return unjoined(reading, clocks);
  }
  return reading.foreign.length > 0
    ? unreadable(reading.foreign)
    : {
        kind: 'empty',
        title: t('clockskew.state.empty', 'No trace was found, so no clock can be compared'),
        known: [],
        advice: [
          t('clockskew.state.empty-range', 'Widen the time range'),
          t(
            'clockskew.state.empty-query',
            'Check the search of this panel’s query: clocks are read from any traces, the more the better'
          ),
        ],
      };
}

/** There are traces, but nothing in them compares two clocks: why, and what would. */
export function unjoined(reading: Reading, { report, problems }: Clocks): NothingToDraw {
  const nameless = problems.some(({ code }) => code === 'clock.no-node');
  return {
    kind: 'empty',
    title: titleText(report.exchanges, nameless),
    known: [
      t('clockskew.state.read', '{{traces}} traces, {{spans}} spans, {{requests}} requests seen from both sides', {
        traces: reading.traces.length,
        spans: reading.spans,
        requests: report.exchanges,
      }),
      ...problems.map(clockText),
    ],
    advice: [adviceFor(report.exchanges, nameless)],
  };
}

function unreadable(foreign: readonly string[]): NothingToDraw {
  return {
    kind: 'unreadable',
    title: t('clockskew.state.unreadable', 'No spans in this data'),
    known: [t('clockskew.state.unreadable-frames', 'Found instead: {{frames}}', raw({ frames: foreign.join('; ') }))],
    advice: [
      t(
        'clockskew.state.unreadable-advice',
        'Query many traces with the view “Traces” of the Clew data source, or one by its ID'
      ),
      t('clockskew.state.unreadable-search', 'A search lists traces but does not hold their spans'),
    ],
  };
}

function titleText(exchanges: number, nameless: boolean): string {
  if (exchanges === 0) {
    return t('clockskew.state.no-exchange', 'No request was seen from both sides');
  }
  return nameless
    ? t('clockskew.state.no-node', 'No attribute names the nodes')
    : t('clockskew.state.one-node', 'All requests stay on one node: there is only one clock');
}

function adviceFor(exchanges: number, nameless: boolean): string {
  if (exchanges === 0) {
    return t(
      'clockskew.state.no-exchange-advice',
      'Clocks are compared by client and server spans of one call: check that both services are traced and pass their context on'
    );
  }
  return nameless
    ? t(
        'clockskew.state.no-node-advice',
        'Choose the attribute that names the machine in the options of this panel, or add host.name to the resources'
      )
    : t('clockskew.state.one-node-advice', 'Query traces that cross nodes, or a longer time range');
}
