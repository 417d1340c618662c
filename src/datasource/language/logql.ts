import { nestedPattern, type CorrelationKey, type LogPlace } from '../../engine/correlation';
import type { TraceId } from '../../engine/units';
import { nameGroup } from './capture';
import { goString, patternString } from './literal';

/** Names that this file gives to what it extracts, so that nothing of the line's own is overwritten. */
const EXTRACTED = 'clew_id_';

/** Label and structured-metadata names under which log records carry a trace ID. */
const TRACE_LABELS = ['trace_id', 'traceId', 'traceID', 'traceid', 'TraceId', 'TraceID'];

/** Characters that JSON and logfmt writers always print as they are, so a search in the raw line finds them. */
const SAME_IN_EVERY_FORMAT = /^[A-Za-z0-9_.:@~+-]+$/;
const LABEL_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** How a value is compared: an operator and a literal. */
type Condition = string;

const PRESENT: Condition = '!=""';

/**
 * Lines that carry the ID in their text, in a JSON field, a logfmt field or a regular expression's group.
 * @returns `undefined` when the key has no such place.
 */
export function lineQuery(selector: string, key: CorrelationKey, id: string): string | undefined {
  const contains = SAME_IN_EVERY_FORMAT.test(id) ? ` |= ${goString(id)}` : '';
  return extraction(`${selector}${contains}`, key.logPlaces, idCondition(key, id));
}

/**
 * Lines that carry the ID as a label or in structured metadata.
 * @returns `undefined` when the key has no such place.
 */
export function labelQuery(selector: string, key: CorrelationKey, id: string): string | undefined {
  return labels(selector, key.logPlaces, idCondition(key, id));
}

/**
 * Lines that carry the ID anywhere, in one query, so that each line is counted once. It reads every line of the streams,
 * as a line whose labels hold the ID need not hold it in its text.
 * @returns `undefined` when the key has no place in logs.
 */
export function anywhereQuery(selector: string, key: CorrelationKey, id: string): string | undefined {
  const condition = idCondition(key, id);
  const ofLabels = labelConditions(key.logPlaces, condition);
  return extraction(selector, key.logPlaces, condition, ofLabels) ?? labels(selector, key.logPlaces, condition);
}

/**
 * Lines that carry any ID of the key in their text, or `undefined` when the key has no such place. Only the key's own
 * parsers see it: nothing of the text is known, so the source reads line after line until it has enough.
 */
export function anyLineQuery(selector: string, key: CorrelationKey): string | undefined {
  return extraction(selector, key.logPlaces, PRESENT);
}

/** Lines that carry any ID of the key as a label or in structured metadata, or `undefined` when it has no such place. */
export function anyLabelQuery(selector: string, key: CorrelationKey): string | undefined {
  return labels(selector, key.logPlaces, PRESENT);
}

/** A stage that keeps lines of errors, by the level that Loki detects or that the line's labels name. */
export const ERROR_STAGE = ' | detected_level=~"(?i)error|critical|fatal" or level=~"(?i)error|err|critical|fatal"';

/**
 * Lines whose text holds one of the trace IDs, wherever: 128 random bits mean the trace in any field. Leading zeros are
 * left out, because some writers strip them. `traceIds` must not be empty.
 */
export function traceLineQuery(selector: string, traceIds: readonly TraceId[]): string {
  return `${selector} |~ ${alternatives(traceIds.map(withoutZeros))}`;
}

/** Lines whose labels or structured metadata name one of the traces. `traceIds` must not be empty. */
export function traceLabelQuery(selector: string, traceIds: readonly TraceId[]): string {
  const pattern = alternatives(traceIds.map((id) => (id.startsWith('0') ? `0*${withoutZeros(id)}` : id)));
  return `${selector} | ${TRACE_LABELS.map((name) => `${name}=~${pattern}`).join(' or ')}`;
}

function idCondition(key: CorrelationKey, id: string): Condition {
  return key.nesting.kind === 'none' ? `=${goString(id)}` : `=~${patternString(nestedPattern(key.nesting, id))}`;
}

/** As Tempo strips them: never more than sixteen, so that what is left is long enough to mean one trace. */
function withoutZeros(id: TraceId): string {
  return id.replace(/^0{1,16}/, '');
}

/** Trace IDs are hexadecimal digits: there is nothing to escape. */
function alternatives(patterns: readonly string[]): string {
  return `"${patterns.join('|')}"`;
}

function extraction(
  start: string,
  places: readonly LogPlace[],
  condition: Condition,
  alternatives: readonly string[] = []
): string | undefined {
  const names: string[] = [];
  const fresh = (): string => {
    const name = `${EXTRACTED}${names.length}`;
    names.push(name);
    return name;
  };
  // One parser stage a format: each stage reads the whole line again.
  const json = places.flatMap((place) =>
    place.kind === 'json' ? [`${fresh()}=${goString(jsonPath(place.path))}`] : []
  );
  const logfmt = places.flatMap((place) => (place.kind === 'logfmt' ? [`${fresh()}=${goString(place.field)}`] : []));
  const regexps = places.flatMap((place) => {
    const named = place.kind === 'regexp' ? nameGroup(place.pattern) : undefined;
    return named === undefined ? [] : [goString(named(fresh()))];
  });
  if (names.length === 0) {
    return undefined;
  }
  const stages = [
    ...(json.length > 0 ? [`json ${json.join(', ')}`] : []),
    ...(logfmt.length > 0 ? [`logfmt ${logfmt.join(', ')}`] : []),
    ...regexps.map((pattern) => `regexp ${pattern}`),
  ];
  const filter = [...names.map((name) => `${name}${condition}`), ...alternatives].join(' or ');
  return `${start} | ${stages.join(' | ')} | ${filter} | drop ${names.join(', ')}, __error__, __error_details__`;
}

/** Loki's JSON expressions take bare identifiers; anything else goes in brackets and quotes. */
function jsonPath(path: string): string {
  return path
    .split('.')
    .map((part, index) =>
      LABEL_NAME.test(part) ? `${index === 0 ? '' : '.'}${part}` : `["${part.replace(/["\\]/g, '\\$&')}"]`
    )
    .join('');
}

function labels(selector: string, places: readonly LogPlace[], condition: Condition): string | undefined {
  const filters = labelConditions(places, condition);
  return filters.length === 0 ? undefined : `${selector} | ${filters.join(' or ')}`;
}

function labelConditions(places: readonly LogPlace[], condition: Condition): readonly string[] {
  return places.flatMap((place) =>
    place.kind === 'label' && LABEL_NAME.test(place.name) ? [`${place.name}${condition}`] : []
  );
}
