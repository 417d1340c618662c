export { type CallGraph, gatherStreams, type Gathered } from './gather';
export type { Place, Stream } from './stream';
