import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { LabIncident } from '../incident';
import { FILES } from './names';

/**
 * Lays an incident down as files in a folder, which is made when it is missing; files of an earlier run are replaced.
 * @throws the file system's error when the folder cannot be written.
 */
export function writeIncident(dir: string, incident: LabIncident): void {
  mkdirSync(dir, { recursive: true });
  const write = (name: string, text: string): void => writeFileSync(join(dir, name), text);
  write(FILES.traces, JSON.stringify(incident.traces));
  write(FILES.logs, incident.logs.map((log) => `${JSON.stringify(log)}\n`).join(''));
  write(FILES.metrics, JSON.stringify(incident.metrics));
  write(FILES.exemplars, JSON.stringify(incident.exemplars));
  write(FILES.truth, `${JSON.stringify(incident.truth, undefined, 2)}\n`);
}
