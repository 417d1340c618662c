export { findingSuspects, suspects } from './suspects';
export type {
  EvidenceSignal,
  FaultKind,
  KnownChange,
  Suspect,
  SuspectEvidence,
  SuspectInput,
  SuspectReport,
  Telemetry,
} from './types';
