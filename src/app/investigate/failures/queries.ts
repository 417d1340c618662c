import { quotePattern } from '../../../engine/correlation';
import { goString, patternString, traceqlString } from '../../../engine/language';

/** Hits of one search. Sources answer the newest ones first, or nearly so. */
export const MOST_HITS = 50;

/** TraceQL for the failing spans of a service. The name comes from an address, and can only ever be a name. */
export function failingSpansQuery(service: string): string {
  return `{ resource.service.name ${named(service)} && status = error }`;
}

/** Attributes by which a caller names whom it calls (OpenTelemetry's semantic conventions, older ones too). */
const PEER_ATTRIBUTES = ['peer.service', 'server.address', 'net.peer.name', 'db.system.name', 'db.system'];

/** TraceQL for failing calls to a service that records no spans of its own: a database, somebody else's API. */
export function failingCallsQuery(service: string): string {
  const peers = PEER_ATTRIBUTES.map((attribute) => `span.${attribute} ${named(service)}`).join(' || ');
  return `{ (${peers}) && status = error }`;
}

/** The condition that something is exactly this name, whatever characters it holds. */
function named(service: string): string {
  const literal = traceqlString(service);
  return literal === undefined ? `=~ ${patternString(quotePattern(service))}` : `= ${literal}`;
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
