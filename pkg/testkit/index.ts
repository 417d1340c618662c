export { atMs, EPOCH, epochMsAt } from './clock';
export { makeTrace, type SpanDraft, type TraceDraft, traceIdOf } from './make-trace';
export { type LineDraft, type LogDraft, makeLogs } from './make-logs';
export { makeExemplar, makeSeries, type SeriesDraft } from './make-series';
export { drawTrace } from './parse-trace';
export { printTrace } from './print-trace';
