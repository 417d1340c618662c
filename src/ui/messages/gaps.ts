import { t } from '@grafana/i18n';
import type { CoverageGap } from '../../engine/correlation';
import { assertUnreachable } from '../../engine/result';
import { raw } from './raw';

/** One thing that is missing, as a sentence: `payment: 2 spans without a log line`. */
export function gapText(gap: CoverageGap): string {
  const service = gap.service?.name;
  const words = gapWords(gap);
  return service === undefined || service === '' ? words : `${service}: ${words}`;
}

/** Kinds by what they may hide: an answer that is not whole comes before a service that is quiet. */
const WEIGHTS: ReadonlyArray<CoverageGap['kind']> = [
  'truncated',
  'trace-not-found',
  'orphan-span',
  'id-shared-by-traces',
  'unmapped-service',
  'service-without-logs',
  'service-without-metrics',
  'log-without-trace',
  'log-without-span',
  'span-without-log',
  'service-metrics-only',
];

/**
 * Gaps in as few words as one line has room for: one entry a kind, over all services, the gravest first.
 */
export function gapsInShort(gaps: readonly CoverageGap[]): readonly string[] {
  return WEIGHTS.flatMap((kind) => {
    const same = gaps.filter((gap) => gap.kind === kind);
    const [first] = same;
    if (first === undefined) {
      return [];
    }
    if (same.length === 1) {
      return [gapText(first)];
    }
    const count = same.reduce((sum, gap) => sum + gap.count, 0);
    const words = gapWords({ ...first, count });
    return [t('ui.gap.in-services', '{{words}} ({{services}} services)', raw({ words, services: same.length }))];
  });
}

function gapWords({ kind, count, params }: CoverageGap): string {
  const values = raw({ ...params, count });
  switch (kind) {
    case 'orphan-span':
      return t('ui.gap.orphan-span', '{{count}} spans whose parent is missing', {
        ...values,
        count,
        defaultValue_one: 'one span whose parent is missing',
      });
    case 'span-without-log':
      return t('ui.gap.span-without-log', '{{count}} spans without a log line', {
        ...values,
        count,
        defaultValue_one: 'one span without a log line',
      });
    case 'log-without-span':
      return t('ui.gap.log-without-span', '{{count}} lines that name no known span', {
        ...values,
        count,
        defaultValue_one: 'one line that names no known span',
      });
    case 'log-without-trace':
      return t('ui.gap.log-without-trace', '{{count}} lines that name no trace', {
        ...values,
        count,
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
        count,
        defaultValue_one: 'one row of {{signal}} names no service',
      });
    case 'truncated':
      return truncatedText(params, count);
    case 'trace-not-found':
      return t('ui.gap.trace-not-found', '{{count}} lines name a trace that was not found ({{example}})', {
        ...values,
        count,
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
