import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What really was to blame; for scoring alone. */
export interface Label {
  readonly service: string;
  readonly type: string;
}

/** Where a label stands, and what it calls the service and the type of fault: a labelled recording, and the lab's truth. */
const LABELS = [
  { file: 'label.json', service: 'service', type: 'type' },
  { file: 'truth.json', service: 'firstService', type: 'scenario' },
] as const;

/** The label beside an incident, or `undefined`. */
export function readLabel(dir: string): Label | undefined {
  const found = LABELS.find(({ file }) => existsSync(join(dir, file)));
  if (found === undefined) {
    return undefined;
  }
  const parsed: unknown = JSON.parse(readFileSync(join(dir, found.file), 'utf8'));
  const fields = new Map<string, unknown>(Object.entries(Object(parsed)));
  return { service: String(fields.get(found.service) ?? ''), type: String(fields.get(found.type) ?? '') };
}
