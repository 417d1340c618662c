import type { PanelData } from '@grafana/data';
import { t } from '@grafana/i18n';
import React, { useState } from 'react';
import { errorText, raw, SourcesFooter, traceNotes } from '../../../ui';
import type { Analysed } from '../viewModel';
import { oddText } from './words';

interface Props {
  readonly data: PanelData;
  readonly analysed: Analysed;
}

/** What was read from where, and what failed: the rest stays. */
export function Sources({ data, analysed }: Props) {
  const [open, setOpen] = useState<boolean>();
  const { reading, breakers } = analysed;
  return (
    <SourcesFooter
      summary={summaryText(analysed)}
      failures={(data.errors ?? []).map(errorText)}
      notes={[
        ...sampleNote(analysed),
        ...traceNotes(reading.traces, reading.copies),
        ...(breakers.breakers.some(({ basis }) => basis === 'shadow')
          ? [
              t(
                'breaker.footer.shadow',
                'What a missing breaker would have saved takes the callee’s failures for independent of its load'
              ),
            ]
          : []),
        ...analysed.problems.map(oddText),
      ]}
      none={t('breaker.footer.nothing', 'nothing left out')}
      report={reading.report}
      open={open}
      onToggle={setOpen}
    />
  );
}

/** `2 lanes from 4 series and 200 traces`: only what there is. */
function summaryText({ lanes, reading }: Analysed): string {
  const { series, traces, logs } = reading;
  const lines = logs.reduce((sum, { size }) => sum + size, 0);
  const sources = [
    ...(series.length === 0 ? [] : [t('breaker.footer.series', '{{count}} series', { count: series.length })]),
    ...(traces.length === 0
      ? []
      : [t('breaker.footer.traces', '{{count}} traces', { count: traces.length, defaultValue_one: 'one trace' })]),
    ...(lines === 0
      ? []
      : [t('breaker.footer.lines', '{{count}} log lines', { count: lines, defaultValue_one: 'one log line' })]),
  ];
  const drawn = t('breaker.footer.lanes', '{{count}} lanes', { count: lanes.length, defaultValue_one: 'one lane' });
  return sources.length === 0
    ? drawn
    : t('breaker.footer.summary', '{{lanes}} from {{sources}}', raw({ lanes: drawn, sources: sources.join(', ') }));
}

/** Calls that no metric counts are counted in the traces that the query brought, which may be few of many. */
function sampleNote({ breakers, reading }: Analysed): readonly string[] {
  return reading.traces.length > 0 && breakers.breakers.some(({ basis }) => basis !== 'measured')
    ? [
        t('breaker.footer.sample', 'Calls of inferred lanes are those of the {{count}} traces that were read', {
          count: reading.traces.length,
          defaultValue_one: 'Calls of inferred lanes are those of the one trace that was read',
        }),
      ]
    : [];
}
