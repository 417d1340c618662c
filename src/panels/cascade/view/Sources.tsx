import type { PanelData } from '@grafana/data';
import { t } from '@grafana/i18n';
import React, { useState } from 'react';
import { answerState, errorText, raw, SourcesFooter, traceNotes } from '../../../ui';
import type { Analysed } from '../viewModel';
import { oddText } from './words';

interface Props {
  readonly data: PanelData;
  readonly analysed: Analysed;
}

/** What was read from where, and what failed or was odd. */
export function Sources({ data, analysed }: Props) {
  const [open, setOpen] = useState<boolean>();
  const { reading, signals, problems } = analysed;
  // What was cut off is said in the line; what failed is not folded away.
  const troubled = ['failed', 'forbidden'].includes(answerState(data, reading.report));
  return (
    <SourcesFooter
      summary={t('cascade.sources.summary', '{{signals}} signals, {{traces}} traces, {{lines}} log lines', {
        signals: signals.length,
        traces: reading.traces.length,
        lines: reading.logs.reduce((sum, { size }) => sum + size, 0),
      })}
      failures={(data.errors ?? []).map(errorText)}
      notes={[...notesOf(analysed), ...traceNotes(reading.traces, reading.copies), ...problems.map(oddText)]}
      report={reading.report}
      open={open ?? troubled}
      onToggle={setOpen}
    />
  );
}

function notesOf({ reading, edges, cascade, moved }: Analysed): readonly string[] {
  const hasRequests = reading.traces.length > 0 || reading.logs.length > 0;
  return [
    ...(beganBefore(cascade)
      ? [
          t(
            'cascade.sources.began',
            'Something was wrong already when this time range begins: widen it to see who was first'
          ),
        ]
      : []),
    ...(edges.length === 0
      ? [t('cascade.sources.no-calls', 'No calls between services are known: how trouble spread cannot be told')]
      : []),
    ...(cascade.first.length > 0 && !hasRequests
      ? [t('cascade.sources.no-suspects', 'Suspects need traces or log lines; the query brought none')]
      : []),
    ...(moved === 0
      ? []
      : [
          t('cascade.sources.moved', 'Clocks differ: {{count}} spans were put on one clock', {
            count: moved,
            defaultValue_one: 'Clocks differ: one span was put on one clock',
          }),
        ]),
    ...(cascade.cycles.length > 0
      ? [
          t(
            'cascade.sources.cycles',
            'These call one another in a circle: {{names}}',
            raw({ names: cascade.cycles.map((cycle) => cycle.join(', ')).join('; ') })
          ),
        ]
      : []),
  ];
}

/** Nanoseconds: an onset so soon after the beginning of the range is that of the range. */
const AT_ONCE = 20e9;

function beganBefore({ services }: Analysed['cascade']): boolean {
  const onset = services[0]?.onset;
  return onset !== undefined && onset.low < AT_ONCE;
}
