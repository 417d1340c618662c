import { NS_PER_S, type Instance } from '../simulation';
import type { Random } from '../random';
import type { Role, Vocabulary } from '../topology';
import { targetLabels } from './collector';
import type { Registry } from './registry';

const BREAKER_STATES = ['closed', 'open', 'half_open'] as const;
const CORES = 2;
const MIB = 1024 * 1024;

/** What is read off every instance at each scrape: saturation of threads, pools, processor and memory, breaker states. */
export class Gauges {
  private readonly processor = new Map<Instance, number>();

  constructor(
    private readonly registry: Registry,
    private readonly words: Vocabulary,
    private readonly random: Random,
    private readonly memoryMib: (instance: Instance) => number
  ) {}

  read(instances: ReadonlyMap<Role, readonly Instance[]>, intervalSec: number): void {
    for (const instance of [...instances.values()].flat()) {
      if (instance.spec.telemetry === 'full') {
        this.readApplication(instance, intervalSec);
      } else if (instance.spec.telemetry === 'metrics') {
        this.readStore(instance, intervalSec);
      }
    }
  }

  private readApplication(instance: Instance, intervalSec: number): void {
    const { registry } = this;
    const target = targetLabels(instance);
    const pool = { ...target, name: 'http-worker' };
    registry.set('up', target, instance.alive && !instance.down ? 1 : 0);
    registry.set('target_info', { ...target, service_version: instance.spec.version }, 1);
    registry.set('executor_active_threads', pool, instance.threads.active);
    registry.set('executor_pool_max_threads', pool, instance.threads.size);
    registry.set('executor_queued_tasks', pool, instance.threads.queued);
    if (instance.connections !== undefined) {
      const connections = { ...target, pool: 'main' };
      registry.set('hikaricp_connections_active', connections, instance.connections.active);
      registry.set('hikaricp_connections_max', connections, instance.connections.size);
      registry.set('hikaricp_connections_pending', connections, instance.connections.queued);
    }
    for (const [role, calls] of instance.calls) {
      registry.set('http_client_active_requests', { ...target, server_address: this.words.name(role) }, calls);
    }
    for (const [role, breaker] of instance.breakers) {
      for (const state of BREAKER_STATES) {
        const labels = { ...target, application: instance.service, name: this.words.name(role), state };
        registry.set('resilience4j_circuitbreaker_state', labels, breaker.state === state ? 1 : 0);
      }
    }
    registry.set('process_cpu_usage', target, this.processorShare(instance, intervalSec));
    const memory = this.memoryMib(instance) + this.random.between(0, 24);
    registry.set('process_resident_memory_bytes', target, Math.round(memory * MIB));
  }

  private readStore(instance: Instance, intervalSec: number): void {
    const exporter = { service: instance.service, job: 'exporters' };
    const used = instance.processor - (this.processor.get(instance) ?? 0);
    this.processor.set(instance, instance.processor);
    const busy = Math.min(1, used / NS_PER_S / intervalSec / instance.threads.size);
    if (instance.spec.system === 'postgresql') {
      const target = { ...exporter, instance: `${instance.service}:9187` };
      this.registry.set('pg_up', target, 1);
      this.registry.set('process_cpu_usage', target, Math.round(busy * 10_000) / 10_000);
    } else if (instance.spec.system === 'redis') {
      const target = { ...exporter, instance: `${instance.service}:9121` };
      this.registry.set('redis_connected_clients', target, this.random.int(18, 22));
    }
  }

  private processorShare(instance: Instance, intervalSec: number): number {
    const used = instance.processor - (this.processor.get(instance) ?? 0);
    this.processor.set(instance, instance.processor);
    const share = used / NS_PER_S / intervalSec / CORES + this.random.between(0.01, 0.03);
    return Math.round(Math.min(1, share) * 10_000) / 10_000;
  }
}
