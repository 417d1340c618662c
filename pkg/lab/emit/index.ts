export { Collector } from './collector';
export { type DialectName, dialectNames, Dialects } from './dialects';
export { Gauges } from './gauges';
export { labLogs } from './logs';
export { otlpTraces } from './otlp';
export { Registry } from './registry';
