import { accessSync, constants, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { LabIncident } from '../incident';

/**
 * Makes an incident's folder, so that a long run is not simulated in vain.
 * @throws the file system's error when nothing can be written there.
 */
export function makeFolder(dir: string): void {
  mkdirSync(dir, { recursive: true });
  accessSync(dir, constants.W_OK);
}

/**
 * Lays an incident down as files in a folder, which is made when it is missing; files of an earlier run are replaced.
 * @throws the file system's error when the folder cannot be written.
 */
export function writeIncident(dir: string, incident: LabIncident): void {
  makeFolder(dir);
  const write = (name: string, text: string): void => writeFileSync(join(dir, name), text);
  write('traces.json', JSON.stringify(incident.traces));
  write('logs.jsonl', incident.logs.map((log) => `${JSON.stringify(log)}\n`).join(''));
  write('metrics.json', JSON.stringify(incident.metrics));
  write('exemplars.json', JSON.stringify(incident.exemplars));
  write('truth.json', `${JSON.stringify(incident.truth, undefined, 2)}\n`);
}
