/** The library that lays graphs out: a chunk of its own, which holds nothing else. */
export { Graph, layout } from '@dagrejs/dagre';
