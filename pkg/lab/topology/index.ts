export type {
  BreakerPolicy,
  CallPolicy,
  HealthPolicy,
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
export { access } from './access';
export { cards } from './cards';
export { type Installed, withInstalled, withPolicy } from './guarded';
export { documents } from './documents';
export { gateways } from './gateways';
export { hotel } from './hotel';
export { parcels } from './parcels';
export { HOT_KEY, newsstand } from './newsstand';
export { orders } from './orders';
export { quotes } from './quotes';
export { shop } from './shop';
export { tokens } from './tokens';
export { webmail } from './webmail';
export { vocabularyFor, type Vocabulary } from './vocabulary';
