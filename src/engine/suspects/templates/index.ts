export { type Template, TemplateMiner, WILDCARD } from './drain';
export { maskLine } from './mask';
export { type Message, readMessage } from './message';
export { isFailure, statedLevel } from './severity';
