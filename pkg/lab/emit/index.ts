export { Collector } from './collector';
export { Gauges } from './gauges';
export { labLogs } from './logs';
export { otlpTraces } from './otlp';
export { Registry } from './registry';
