import type { Series } from '../../model';
import type { AnalysisWindow, EdgeOutcomes } from '../inference';
import type { BreakerFinding } from '../types';
import { bulkheadFindings } from './bulkheads';
import { retryFindings } from './retries';
import { timeoutFindings } from './timeouts';

export type { ResilienceMessage } from './messages';

/** Timeouts, retries and bulkheads that are missing, too tight or full, from calls and the metrics of pools. */
export function resilienceFindings(
  { edges, series }: { readonly edges: readonly EdgeOutcomes[]; readonly series: readonly Series[] },
  window: AnalysisWindow
): readonly BreakerFinding[] {
  return [
    ...timeoutFindings(edges, window),
    ...retryFindings(edges, window),
    ...bulkheadFindings(edges, series, window),
  ];
}
