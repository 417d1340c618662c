export { makeInstances, makeNodes, type Instance, type Node } from './instance';
export { startLoad, type Load } from './load';
export { type Faster, type Pace, paceOf } from './pace';
export type { LineRecord, Scalar, ServedRecord, SpanRecord, Telemetry } from './records';
export { Scheduler } from './scheduler';
export { runSteps } from './steps';
export { ownStreams, sharedStreams } from './streams';
export { NS_PER_MS, NS_PER_S, type World } from './world';
