export { goString, patternString, traceqlString, wellFormed } from './literal';
