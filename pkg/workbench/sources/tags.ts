import type { Memory } from './memory';
import { frameValue } from './tempo/attributes';
import type { KeyValue } from './telemetry';

/** What a source lists for ad hoc filters: labels, or attributes with their scope, each with its values. */
export type TagLists = ReadonlyMap<string, readonly string[]>;

/** Everything that a source knows as a key of a filter, sorted; an unknown type of source knows nothing. */
export function tagsOf(memory: Memory, type: string): TagLists {
  const found = new Map<string, Set<string>>();
  const add = (key: string, value: string): void => {
    found.set(key, (found.get(key) ?? new Set()).add(value));
  };
  const addLabels = (labels: Readonly<Record<string, string>>): void =>
    Object.entries(labels).forEach(([key, value]) => add(key, value));
  const addAttributes = (scope: string, attributes: readonly KeyValue[] = []): void =>
    attributes.forEach(({ key, value }) => add(`${scope}.${key}`, String(frameValue(value))));
  if (type === 'prometheus') {
    [...memory.series.values()].flat().forEach(({ labels }) => addLabels(labels));
  } else if (type === 'loki') {
    memory.logs.forEach(({ labels }) => addLabels(labels));
  } else if (type === 'tempo') {
    for (const { span, resource } of [...memory.traces.values()].flat()) {
      addAttributes('span', span.attributes);
      addAttributes('resource', resource);
      add('name', span.name);
    }
  }
  return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, values]) => [key, [...values].sort()]));
}
