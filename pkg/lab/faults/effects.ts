import type { Random } from '../random';
import type { Latency, Role } from '../topology';
import { type Fault, faultsOf, type Period } from './fault';

const NS_PER_MS = 1e6;
const NS_PER_S = 1e9;

function within(period: Period, now: number): boolean {
  return now >= period.fromMs * NS_PER_MS && now < period.toMs * NS_PER_MS;
}

/** 0 outside the period, 1 inside, linear over the ramps, which lie inside. */
export function ramp(period: Period, rampMs: number, now: number): number {
  const time = now / NS_PER_MS;
  const up = (time - period.fromMs) / rampMs;
  const down = (period.toMs - time) / rampMs;
  return Math.max(0, Math.min(1, up, down));
}

/** What the simulation asks of the faults of a run; times are nanoseconds since the start. */
export class Effects {
  constructor(
    private readonly faults: readonly Fault[],
    private readonly random: Random
  ) {}

  /** By how much users come faster. */
  traffic(now: number): number {
    let factor = 1;
    for (const fault of this.faults) {
      if (fault.kind === 'traffic-spike') {
        factor *= 1 + (fault.factor - 1) * ramp(fault.period, fault.rampMs, now);
      }
    }
    return factor;
  }

  /** By how much a service is slower when it holds so many calls. */
  congestion(role: Role, calls: number): number {
    let factor = 1;
    for (const fault of this.faults) {
      if (fault.kind === 'congestion' && fault.role === role && calls > fault.capacity) {
        factor *= (calls / fault.capacity) ** fault.exponent * this.random.latency(1, fault.spread);
      }
    }
    return factor;
  }

  /** The latency that this query has instead of its own, if any. */
  query(store: Role, table: string, now: number): Latency | undefined {
    for (const fault of this.faults) {
      const hit =
        fault.kind === 'slow-query' && fault.store === store && fault.table === table && within(fault.period, now);
      if (hit && this.random.chance(fault.share)) {
        return fault.latency;
      }
    }
    return undefined;
  }

  /** The latency that work for this request has instead of its own, if any. */
  work(role: Role, facts: Readonly<Record<string, string | number>>, now: number): Latency | undefined {
    for (const fault of this.faults) {
      const hit = fault.kind === 'slow-requests' && fault.role === role && facts[fault.fact] === fault.value;
      if (hit && within(fault.period, now)) {
        return fault.latency;
      }
    }
    return undefined;
  }

  /** Whether a service is down. */
  dead(role: Role, now: number): boolean {
    return this.faults.some(
      (fault) => fault.kind === 'dead-service' && fault.role === role && within(fault.period, now)
    );
  }

  /** Memory that an instance has lost since it was started, in MiB. */
  leaked(role: Role, born: number, now: number): number {
    let mib = 0;
    for (const fault of this.faults) {
      if (fault.kind === 'leak' && fault.role === role) {
        const from = Math.max(born, fault.period.fromMs * NS_PER_MS);
        mib += (Math.max(0, Math.min(now, fault.period.toMs * NS_PER_MS) - from) / NS_PER_S) * fault.mibPerS;
      }
    }
    return mib;
  }

  /** By how much a store is slower. */
  store(store: Role, now: number): number {
    let factor = 1;
    for (const fault of this.faults) {
      if (fault.kind === 'slow-store' && fault.store === store) {
        factor *= 1 + (fault.factor - 1) * ramp(fault.period, fault.rampMs, now);
      }
    }
    return factor;
  }

  /** Whether a cache has the value under a hot key, which was last put there at that time, or is there from before the run. */
  holds(cache: Role, key: string, filled: number | undefined, now: number): boolean {
    return this.faults.every((fault) => {
      const concerned = fault.kind === 'expiry' && fault.cache === cache && fault.key === key;
      if (!concerned || now < fault.atMs * NS_PER_MS) {
        return true;
      }
      return filled !== undefined && now < filled + fault.ttlMs * NS_PER_MS;
    });
  }

  /** By how much a tenant asks more often. */
  tenant(tenant: string, now: number): number {
    let factor = 1;
    for (const fault of this.faults) {
      if (fault.kind === 'tenant-surge' && fault.tenant === tenant) {
        factor *= 1 + (fault.factor - 1) * ramp(fault.period, fault.rampMs, now);
      }
    }
    return factor;
  }

  /** The zone that a user of this one is sent to. */
  zone(home: string, now: number): string {
    for (const fault of this.faults) {
      if (fault.kind === 'zone-routing' && within(fault.period, now)) {
        return fault.zone;
      }
    }
    return home;
  }

  get rollouts(): ReadonlyArray<Extract<Fault, { kind: 'rollout' }>> {
    return faultsOf(this.faults, 'rollout');
  }

  /** How long a request to a service takes to fail, if it does; `draw` is the request's own, in [0, 1). */
  fails(role: Role, draw: () => number, now: number): Latency | undefined {
    for (const fault of this.faults) {
      const hit =
        fault.kind === 'failing' && fault.role === role && fault.periods.some((period) => within(period, now));
      if (hit && draw() < fault.share) {
        return fault.latency;
      }
    }
    return undefined;
  }

  dropsContext(topic: string, partition: number, now: number): boolean {
    return this.faults.some(
      (fault) =>
        fault.kind === 'drop-context' &&
        fault.topic === topic &&
        fault.partitions.includes(partition) &&
        within(fault.period, now)
    );
  }

  losesSpan(role: Role, spanKind: string, now: number): boolean {
    for (const fault of this.faults) {
      const hit =
        fault.kind === 'lose-span' && fault.role === role && fault.spanKind === spanKind && within(fault.period, now);
      if (hit && this.random.chance(fault.share)) {
        return true;
      }
    }
    return false;
  }
}
