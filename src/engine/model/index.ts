export type { Attribute, Scope, SpanDetails, SpanEvent, SpanKind, SpanLink, SpanStatus, Trace } from './trace';
export { MISSING_PARENT, NO_PARENT, SpanFlag } from './trace';
export type { IdentityBasis, ServiceIdentity } from './service';
export type { Labels, LogLevel, LogRecord, LogTable } from './log';
export type { Exemplar, GoldenSignal, Series } from './series';
export type { ParentLinks } from './parents';
export { resolveParents } from './parents';
export type { ChildIndex, TreeColumns } from './tree';
export { childIndex, childrenOf, depthsOf, preorder, rootsOf } from './tree';
