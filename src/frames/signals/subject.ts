import type { Labels } from '../../engine/model';
import type { ResourceName, Subject } from '../../engine/signals';
import { isRecord, textOf } from '../frame';

/** The labels of a subject's series, the same whatever convention it was read by. */
export function subjectLabels(subject: Subject, baseline: boolean): Labels {
  return baseline ? { ...namesOf(subject), baseline: 'true' } : namesOf(subject);
}

function namesOf(subject: Subject): Labels {
  switch (subject.kind) {
    case 'service':
      return { service: subject.service };
    case 'instance':
      return { service: subject.service, instance: subject.instance };
    case 'edge':
      return { client: subject.client, server: subject.service };
    case 'whole':
      return {};
  }
}

/** Reads a subject of a tag or a cell; `undefined` for what is none. */
export function readSubject(value: unknown): Subject | undefined {
  if (!isRecord(value) || typeof value.service !== 'string') {
    return undefined;
  }
  const { service } = value;
  switch (value.kind) {
    case 'service':
      return { kind: 'service', service };
    case 'instance':
      return { kind: 'instance', service, instance: textOf(value.instance) };
    case 'edge':
      return { kind: 'edge', service, client: textOf(value.client) };
    case 'whole':
      return { kind: 'whole', service: '' };
    default:
      return undefined;
  }
}

const KINDS: ReadonlyArray<ResourceName['kind']> = [
  'cpu',
  'memory',
  'pool',
  'queue',
  'threads',
  'lock-wait',
  'query-time',
  'connections',
  'disk',
  'gc',
  'packet-loss',
  'restarts',
  'event-loop',
  'custom',
];

/** Reads the name of a resource; `undefined` for what is none. */
export function readResource(value: unknown): ResourceName | undefined {
  const kind = isRecord(value) ? KINDS.find((one) => one === value.kind) : undefined;
  return isRecord(value) && kind !== undefined ? { kind, name: textOf(value.name) } : undefined;
}
