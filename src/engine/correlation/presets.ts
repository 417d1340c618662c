import { TRACE_KEY, type CorrelationKey, type LogPlace, type Nesting } from './key';

const NO_NESTING: Nesting = { kind: 'none' };
const UNDERSCORE: Nesting = { kind: 'suffix', separator: '_' };

/** One field name in every place a log record can carry it. */
function everywhere(...names: readonly string[]): readonly LogPlace[] {
  return names.flatMap((name): readonly LogPlace[] => [
    { kind: 'label', name },
    { kind: 'json', path: name },
    { kind: 'logfmt', field: name },
  ]);
}

/** The built-in key: its value is a W3C trace ID, and the trace itself is the place. */
export const traceKey: CorrelationKey = {
  name: TRACE_KEY,
  title: 'Trace ID (W3C Trace Context)',
  spanAttributes: [],
  logPlaces: [],
  exemplarLabels: ['trace_id', 'traceID', 'traceId', 'traceid'],
  nesting: NO_NESTING,
};

/** Plain text as loggers' formats write it: `2026-11-21T10:00:00Z INFO [req_x] cart loaded`. */
const IN_BRACKETS: LogPlace = { kind: 'regexp', pattern: '\\[((?:req|corr)[_-][0-9A-Za-z_-]+)\\]' };

const requestKey: CorrelationKey = {
  name: 'request_id',
  title: 'Request ID (X-Request-ID)',
  spanAttributes: [
    'span.request_id',
    'span.request.id',
    'span.http.request.id',
    'span.http.request.header.x-request-id',
    'span.correlation_id',
  ],
  logPlaces: [...everywhere('request_id', 'correlation_id'), IN_BRACKETS],
  exemplarLabels: ['request_id', 'correlation_id'],
  nesting: UNDERSCORE,
};

const messageKey: CorrelationKey = {
  name: 'message_id',
  title: 'Message ID (Kafka header)',
  spanAttributes: [
    'span.messaging.message.id',
    'span.messaging.message.conversation_id',
    'span.messaging.header.correlation_id',
  ],
  logPlaces: everywhere('message_id', 'conversation_id'),
  exemplarLabels: ['message_id'],
  nesting: NO_NESTING,
};

const orderKey: CorrelationKey = {
  name: 'order_id',
  title: 'Order ID',
  spanAttributes: ['span.order_id', 'span.order.id', 'span.app.order.id'],
  logPlaces: everywhere('order_id'),
  exemplarLabels: ['order_id'],
  nesting: NO_NESTING,
};

/** The keys a data source knows before anything is configured; each may be replaced by one of the same name. */
export const presetKeys: readonly CorrelationKey[] = [traceKey, requestKey, messageKey, orderKey];

/** The configured keys, and the presets that none of them replaces by name. */
export function withPresets(keys: readonly CorrelationKey[]): readonly CorrelationKey[] {
  const names = new Set(keys.map((key) => key.name));
  return [...keys, ...presetKeys.filter((preset) => !names.has(preset.name))];
}
