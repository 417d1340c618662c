import type { PanelData } from '@grafana/data';
import { t } from '@grafana/i18n';
import React, { useState } from 'react';
import { errorText } from '../../../ui';
import type { Analysed } from '../viewModel';
import { Footer } from './Footer';

interface Props {
  readonly data: PanelData;
  readonly analysed: Analysed;
}

/** What was read from where, and what failed: the rest stays. */
export function SourcesFooter({ data, analysed }: Props) {
  const [open, setOpen] = useState<boolean>();
  const { reading, breakers } = analysed;
  const partial = reading.traces.filter((trace) => trace.partial).length;
  return (
    <Footer
      summary={t(
        'breaker.footer.summary',
        '{{lanes}} lanes from {{series}} series, {{traces}} traces and {{lines}} log lines',
        {
          lanes: analysed.lanes.length,
          series: reading.series.length,
          traces: reading.traces.length,
          lines: reading.logs.reduce((sum, { size }) => sum + size, 0),
        }
      )}
      troubles={(data.errors ?? []).map(errorText)}
      notes={[
        ...(partial === 0
          ? []
          : [
              t('breaker.footer.partial', 'The source returned only a part of {{count}} traces', {
                count: partial,
                defaultValue_one: 'The source returned only a part of one trace',
              }),
            ]),
        ...(breakers.breakers.some(({ basis }) => basis === 'shadow')
          ? [
              t(
                'breaker.footer.shadow',
                'What a missing breaker would have saved takes the callee’s failures for independent of its load'
              ),
            ]
          : []),
      ]}
      problems={analysed.problems}
      report={reading.report}
      open={open}
      onToggle={setOpen}
    />
  );
}
