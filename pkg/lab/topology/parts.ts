import type { Role, ServiceSpec } from './service';
import { plainLog } from './steps';

/** A limit that grows with the number of users, so that a story is the same with half of them. */
export function sized(count: number, scale: number): number {
  return Math.max(1, Math.round(count * scale));
}

/** Stores known by their exporters, by name, with the number of queries that each works on at a time. */
export function stores(threads: Readonly<Record<Role, number>>): readonly ServiceSpec[] {
  return Object.entries(threads).map(([role, count]) => ({
    role,
    telemetry: 'metrics',
    system: role.includes('cache') ? 'redis' : 'postgresql',
    version: role.includes('cache') ? '7.2' : '16.4',
    language: '',
    log: plainLog,
    facts: [],
    instances: 1,
    threads: count,
    connections: 0,
    operations: [],
  }));
}
