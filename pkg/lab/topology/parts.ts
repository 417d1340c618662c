import type { Latency, OperationSpec, Role, ServiceSpec, Step } from './service';
import { jsonLog, ms, plainLog, work } from './steps';

/** One way between two nodes of the same site. */
export const NETWORK: Latency = ms(0.4, 1.5);

/** A limit that grows with the number of users, so that a story is the same with half of them. */
export function sized(count: number, scale: number): number {
  return Math.max(1, Math.round(count * scale));
}

type Given = Pick<ServiceSpec, 'version' | 'language' | 'operations'> & Partial<ServiceSpec>;

/** A service that tells all three signals, with limits that it does not reach; what is given stands. */
export function service(role: Role, given: Given): ServiceSpec {
  return {
    role,
    telemetry: 'full',
    namespace: 'shop',
    log: jsonLog,
    facts: ['user_id'],
    instances: 2,
    threads: 400,
    connections: 0,
    ...given,
  };
}

/** One HTTP operation. */
export function http(name: string, method: string, route: string, ...steps: readonly Step[]): OperationSpec {
  return { name, entry: { kind: 'http', method, route }, steps };
}

/** Somebody else's service: it emits nothing, and never runs short of anything. */
export function outside(role: Role, operation: string, route: string, { medianMs, p99Ms }: Latency): ServiceSpec {
  return {
    role,
    telemetry: 'dark',
    version: '',
    language: '',
    log: plainLog,
    facts: [],
    instances: 1,
    threads: 100_000,
    connections: 0,
    operations: [http(operation, 'POST', route, work(medianMs, p99Ms))],
  };
}

/**
 * Databases, caches and brokers known by their exporters, by name, with the number of queries that each works on at a time.
 * A name tells what it is.
 */
export function stores(threads: Readonly<Record<Role, number>>): readonly ServiceSpec[] {
  return Object.entries(threads).map(([role, count]) => ({
    role,
    telemetry: 'metrics',
    ...softwareOf(role),
    language: '',
    log: plainLog,
    facts: [],
    instances: 1,
    threads: count,
    connections: 0,
    operations: [],
  }));
}

function softwareOf(role: Role): Pick<ServiceSpec, 'system' | 'version'> {
  if (role === 'kafka') {
    return { system: 'kafka', version: '3.7.1' };
  }
  return role.includes('cache') ? { system: 'redis', version: '7.2' } : { system: 'postgresql', version: '16.4' };
}
