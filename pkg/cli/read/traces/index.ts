export type { FileTrace, TimeUnit } from './build';
export { readTraceFile } from './file';
