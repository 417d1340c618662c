export { NodeClock } from './clock';
export { makeInstances, makeNodes, type Instance, type Node } from './instance';
export { startLoad, type AmbientCalls, type Load } from './load';
export type { LineRecord, Peer, Scalar, ServedRecord, SpanKindName, SpanRecord, Telemetry } from './records';
export { Scheduler } from './scheduler';
export { NS_PER_MS, NS_PER_S, type World } from './world';
