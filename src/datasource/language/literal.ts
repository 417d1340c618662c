/** The app asks sources too, and must quote as safely: the literals live in the engine. */
export { goString, patternString, traceqlString, wellFormed } from '../../engine/language';
