import { t } from '@grafana/i18n';
import type { CoverageGap } from '../../engine/correlation';
import { raw } from './raw';
import { worded, wording, type Wording } from './wording';

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

/** What is missing, by kind. */
const gapWordings: Readonly<Record<CoverageGap['kind'] | 'truncated-at', Wording>> = {
  'orphan-span': wording('ui.gap.orphan-span', '{{count}} spans whose parent is missing', {
    count: 1,
    defaultValue_one: 'one span whose parent is missing',
  }),
  'span-without-log': wording('ui.gap.span-without-log', '{{count}} spans without a log line', {
    count: 1,
    defaultValue_one: 'one span without a log line',
  }),
  'log-without-span': wording('ui.gap.log-without-span', '{{count}} lines that name no known span', {
    count: 1,
    defaultValue_one: 'one line that names no known span',
  }),
  'log-without-trace': wording('ui.gap.log-without-trace', '{{count}} lines that name no trace', {
    count: 1,
    defaultValue_one: 'one line that names no trace',
  }),
  'service-metrics-only': wording('ui.gap.service-metrics-only', 'known from metrics only'),
  'service-without-metrics': wording('ui.gap.service-without-metrics', 'no metrics found'),
  'service-without-logs': wording('ui.gap.service-without-logs', 'no log lines'),
  'id-shared-by-traces': wording('ui.gap.id-shared-by-traces', '{{id}} is in {{count}} traces'),
  'unmapped-service': wording('ui.gap.unmapped-service', '{{count}} rows of {{signal}} name no service', {
    count: 1,
    defaultValue_one: 'one row of {{signal}} names no service',
  }),
  truncated: wording('ui.gap.truncated', 'the answer is not complete'),
  'truncated-at': wording('ui.gap.truncated-at', 'cut at the limit of {{limit}} rows'),
  'trace-not-found': wording(
    'ui.gap.trace-not-found',
    '{{count}} lines name a trace that was not found ({{example}})',
    { count: 1, defaultValue_one: 'one line names a trace that was not found ({{example}})' }
  ),
};

function gapWords({ kind, count, params }: CoverageGap): string {
  const isCut = kind === 'truncated' && params.limit !== undefined;
  return worded(gapWordings[isCut ? 'truncated-at' : kind], { ...params, count });
}
