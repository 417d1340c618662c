export type {
  BreakerPolicy,
  CallPolicy,
  Latency,
  Level,
  MessageKey,
  OperationSpec,
  RetryPolicy,
  Role,
  ServiceSpec,
  Step,
  Topology,
} from './service';
export { orders } from './orders';
export { shop } from './shop';
export { vocabularyFor, type Vocabulary } from './vocabulary';
