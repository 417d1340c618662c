import { quotePattern } from '../../../engine/correlation';
import { goString, patternString, traceqlString } from '../../../engine/language';

/** Hits of one search. Sources answer the newest ones first, or nearly so. */
export const MOST_HITS = 50;

/** TraceQL for the failing spans of a service. The name comes from an address, and can only ever be a name. */
export function failingSpansQuery(service: string): string {
  const literal = traceqlString(service);
  const condition = literal === undefined ? `=~ ${patternString(quotePattern(service))}` : `= ${literal}`;
  return `{ resource.service.name ${condition} && status = error }`;
}

/** Labels by which Loki knows a service: of OTLP, then of older agents. */
const SERVICE_LABELS = ['service_name', 'service', 'app'];

/** By Loki's own detection of levels, then by what error lines say. */
const ERROR_FILTERS = [
  '| detected_level =~ "error|critical|fatal"',
  '|~ "(?i)error|critical|fatal|exception|panic|fail"',
];

/**
 * LogQL for the error lines of a service, the surest first: one query for each way in which Loki may know services and
 * levels.
 *
 * @param selector - the configured streams, `{...}`
 */
export function errorLinesQueries(selector: string, service: string): readonly string[] {
  const inner = selector
    .trim()
    .replace(/^\{|\}$/g, '')
    .trim();
  const streams = (label: string) => `{${inner === '' ? '' : `${inner}, `}${label}=${goString(service)}}`;
  return SERVICE_LABELS.flatMap((label) => ERROR_FILTERS.map((filter) => `${streams(label)} ${filter}`));
}
