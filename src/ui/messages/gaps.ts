import { t } from '@grafana/i18n';
import type { CoverageGap } from '../../engine/correlation';
import { assertUnreachable } from '../../engine/result';
import { raw } from './raw';

/** One thing that is missing, as a sentence: `payment: 2 spans without a log line`. */
export function gapText(gap: CoverageGap): string {
  const service = gap.service?.key;
  const words = gapWords(gap);
  return service === undefined || service === '' ? words : `${service}: ${words}`;
}

function gapWords({ kind, count, params }: CoverageGap): string {
  const values = raw({ ...params, count });
  switch (kind) {
    case 'orphan-span':
      return t('ui.gap.orphan-span', '{{count}} spans whose parent is missing', {
        ...values,
        defaultValue_one: 'one span whose parent is missing',
      });
    case 'span-without-log':
      return t('ui.gap.span-without-log', '{{count}} spans without a log line', {
        ...values,
        defaultValue_one: 'one span without a log line',
      });
    case 'log-without-span':
      return t('ui.gap.log-without-span', '{{count}} lines that name no known span', {
        ...values,
        defaultValue_one: 'one line that names no known span',
      });
    case 'log-without-trace':
      return t('ui.gap.log-without-trace', '{{count}} lines that name no trace', {
        ...values,
        defaultValue_one: 'one line that names no trace',
      });
    case 'service-metrics-only':
      return t('ui.gap.service-metrics-only', 'known from metrics only', values);
    case 'service-without-metrics':
      return t('ui.gap.service-without-metrics', 'no metrics found', values);
    case 'service-without-logs':
      return t('ui.gap.service-without-logs', 'no log lines', values);
    case 'id-shared-by-traces':
      return t('ui.gap.id-shared-by-traces', '{{id}} is in {{count}} traces', values);
    case 'unmapped-service':
      return t('ui.gap.unmapped-service', '{{count}} rows of {{signal}} name no service', {
        ...values,
        defaultValue_one: 'one row of {{signal}} names no service',
      });
    case 'truncated':
      return truncatedText(params, count);
    case 'trace-not-found':
      return t('ui.gap.trace-not-found', '{{count}} lines name a trace that was not found ({{example}})', {
        ...values,
        defaultValue_one: 'one line names a trace that was not found ({{example}})',
      });
    default:
      return assertUnreachable(kind);
  }
}

function truncatedText(params: CoverageGap['params'], count: number): string {
  const values = raw({ ...params, count });
  return params.limit === undefined
    ? t('ui.gap.truncated', 'the answer is not complete', values)
    : t('ui.gap.truncated-at', 'cut at the limit of {{limit}} rows', values);
}
