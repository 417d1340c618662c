export { Effects, ramp } from './effects';
export type { Fault, Period } from './fault';
