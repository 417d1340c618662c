import { t } from '@grafana/i18n';
import type { Trace } from '../../engine/model';

/**
 * What must be known of traces as they were read: how many came only in part, and how many stood in the frames twice.
 *
 * @param copies - copies that were left out, because another frame holds as much of the trace or more
 */
export function traceNotes(traces: readonly Trace[], copies: number): readonly string[] {
  const partial = traces.filter((trace) => trace.partial).length;
  return [
    ...(partial === 0
      ? []
      : [
          t('ui.traces.partial', 'The source returned only a part of {{count}} traces', {
            count: partial,
            defaultValue_one: 'The source returned only a part of one trace',
          }),
        ]),
    ...(copies === 0
      ? []
      : [
          t('ui.traces.copies', '{{count}} copies of traces left out', {
            count: copies,
            defaultValue_one: 'one copy of a trace left out',
          }),
        ]),
  ];
}
