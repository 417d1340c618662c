export { Effects, ramp } from './effects';
export { type Fault, faultsOf, type Period } from './fault';
