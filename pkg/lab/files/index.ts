export { makeFolder, writeIncident } from './write';
