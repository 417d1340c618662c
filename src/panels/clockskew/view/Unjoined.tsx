import { t } from '@grafana/i18n';
import React from 'react';
import { clockText, StateMessage } from '../../../ui';
import type { Clocks, Reading } from '../viewModel';

interface Props {
  readonly reading: Reading;
  readonly clocks: Clocks;
  readonly known: readonly string[];
}

/** There are traces, but nothing in them compares two clocks: why, and what would. */
export function Unjoined({ reading, clocks, known }: Props) {
  const { report, problems } = clocks;
  const nameless = problems.some(({ code }) => code === 'clock.no-node');
  return (
    <StateMessage
      kind="empty"
      title={titleText(report.exchanges, nameless)}
      known={[
        ...known,
        t('clockskew.state.read', '{{traces}} traces, {{spans}} spans, {{requests}} requests seen from both sides', {
          traces: reading.traces.length,
          spans: reading.spans,
          requests: report.exchanges,
        }),
        ...problems.map(clockText),
      ]}
      advice={adviceFor(report.exchanges, nameless)}
    />
  );
}

function titleText(exchanges: number, nameless: boolean): string {
  if (exchanges === 0) {
    return t('clockskew.state.no-exchange', 'No request was seen from both sides');
  }
  return nameless
    ? t('clockskew.state.no-node', 'No attribute names the nodes')
    : t('clockskew.state.one-node', 'All requests stay on one node: there is only one clock');
}

function adviceFor(exchanges: number, nameless: boolean): readonly string[] {
  if (exchanges === 0) {
    return [
      t(
        'clockskew.state.no-exchange-advice',
        'Clocks are compared by client and server spans of one call: check that both services are traced and pass their context on'
      ),
    ];
  }
  return nameless
    ? [
        t(
          'clockskew.state.no-node-advice',
          'Choose the attribute that names the machine in the options of this panel, or add host.name to the resources'
        ),
      ]
    : [t('clockskew.state.one-node-advice', 'Query traces that cross nodes, or a longer time range')];
}
