import { existsSync } from 'node:fs';

import { defaultIdentityRules } from '../../../src/engine/correlation';
import { err, ok, problem, type Problem, type Result } from '../../../src/engine/result';
import type { Telemetry } from '../../../src/engine/suspects';
import { readIncident } from '../read/folder';
import { isRecording, readRecording } from '../read/recording';

/** An incident's telemetry, and what was wrong with its files. */
export interface IncidentFolder {
  readonly telemetry: Telemetry;
  readonly problems: readonly Problem[];
}

/** Reads a folder of tables (`traces.csv.gz`, ...) or one as the lab writes it. Nothing else in the folder is read. */
export function readTelemetry(dir: string): Result<IncidentFolder> {
  if (!existsSync(dir)) {
    return err(problem('folder.missing', { path: dir }));
  }
  if (isRecording(dir)) {
    const read = readRecording(dir, defaultIdentityRules);
    return read.ok ? ok({ telemetry: read.value, problems: read.value.problems }) : read;
  }
  const read = readIncident(dir, defaultIdentityRules);
  return read.ok ? ok({ telemetry: read.value, problems: [] }) : read;
}
