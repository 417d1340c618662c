export type {
  BreakerPolicy,
  CallPolicy,
  Latency,
  Level,
  LogStyle,
  MessageKey,
  OperationSpec,
  RetryPolicy,
  Role,
  ServiceSpec,
  Step,
  Topology,
} from './service';
export { orders } from './orders';
export { shop, type ShopOptions } from './shop';
export { LAST_CANONICAL_SEED, vocabularyFor, type Vocabulary } from './vocabulary';
