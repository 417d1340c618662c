export { isRecording, readRecording } from './recording';
