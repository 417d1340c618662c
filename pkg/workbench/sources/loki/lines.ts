import type { StoredLog } from '../memory';
import type { FoundLine } from './frame';
import type { LabelKind } from './stages';

/** Most lines are filtered out by their text, before anybody looks at labels. */
export function rowOf(log: StoredLog): FoundLine {
  let labels: FoundLine['labels'] | undefined;
  return {
    line: log.line,
    timeNs: log.timeNs,
    get labels() {
      labels ??= labelsOf(log);
      return labels;
    },
  };
}

function labelsOf(log: StoredLog): FoundLine['labels'] {
  const labels: FoundLine['labels'] = new Map();
  const add = (from: Readonly<Record<string, string>>, kind: LabelKind) => {
    for (const [name, value] of Object.entries(from)) {
      labels.set(name, { value, kind });
    }
  };
  // Loki's distributor adds the level it detects to the structured metadata of every line.
  add({ detected_level: log.labels.level ?? 'unknown', ...log.metadata }, 'S');
  add(log.labels, 'I');
  return labels;
}
