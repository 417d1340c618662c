export type { Attribute, Scope, SpanDetails, SpanEvent, SpanKind, SpanLink, SpanStatus, Trace } from './trace';
export { MISSING_PARENT, NO_PARENT, SpanFlag } from './trace';
export type { IdentityBasis, ServiceIdentity } from './service';
export type { Labels, LogLevel, LogRecord, LogTable } from './log';
export type { Exemplar, GoldenSignal, Series } from './series';
