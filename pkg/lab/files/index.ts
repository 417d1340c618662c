export { readIncident } from './read';
export { writeIncident } from './write';
