import { type Instance, NS_PER_S, type ServedRecord, type SpanRecord, type Telemetry } from '../../simulation';
import type { Role, ServiceSpec } from '../../topology';
import { micrometer, plain, processRuntime, spanMetrics } from './applications';
import { clocks } from './clocks';
import type { Called, Dialect, Mouth, Use } from './happenings';
import { kubernetes, node, stores } from './infrastructure';
import { envoy, istio, linkerd } from './meshes';
import { otelOld, otelStable, rpc } from './otel';

/** Ways to name metrics: `house` is the lab's own, the others are what it can be told to speak besides or instead. */
export const dialectNames = [
  'house',
  'micrometer',
  'otel-stable',
  'otel-old',
  'rpc',
  'istio',
  'envoy',
  'linkerd',
  'plain',
  'span-metrics',
  'kubernetes',
  'process',
  'stores',
  'node',
  'clocks',
] as const;

export type DialectName = (typeof dialectNames)[number];

const dialects: Readonly<Record<Exclude<DialectName, 'house'>, Dialect>> = {
  micrometer,
  'otel-stable': otelStable,
  'otel-old': otelOld,
  rpc,
  istio,
  envoy,
  linkerd,
  plain,
  'span-metrics': spanMetrics,
  kubernetes,
  process: processRuntime,
  stores,
  node,
  clocks,
};

const MIB = 1024 * 1024;
const USUAL_LIMIT_MIB = 512;
/** Of each processor second the collector of garbage takes so much, more when memory is short. */
const GC_SHARE = 0.01;

/** Hears what happens and tells it in other dialects than the house's; lost spans are lost to no meter. */
export class Dialects {
  private readonly spoken: readonly Dialect[];
  private readonly processor = new Map<Instance, number>();
  /** The server span that has ended last: that of the request that is then reported as served. */
  private serving: SpanRecord | undefined;
  private sinceStartSeconds = 0;

  constructor(
    private readonly mouth: Mouth,
    names: readonly DialectName[],
    private readonly memoryMib: (instance: Instance) => number
  ) {
    this.spoken = names.flatMap((name) => (name === 'house' ? [] : [dialects[name]]));
  }

  /** What hears for the house, and these dialects besides. */
  besides(house: Telemetry): Telemetry {
    return {
      spanEnded: (span) => {
        house.spanEnded(span);
        this.spanEnded(span);
      },
      served: (request) => {
        house.served(request);
        this.served(request);
      },
      logged: (line) => house.logged(line),
      queried: (store, verb, table, hit) => house.queried(store, verb, table, hit),
      published: (topic, partition) => house.published(topic, partition),
    };
  }

  private spanEnded(span: SpanRecord): void {
    if (!span.lost) {
      this.spoken.forEach((dialect) => dialect.spanEnded?.(span, this.mouth));
    }
    if (span.kind === 'server') {
      this.serving = span;
    }
    if (span.kind === 'client' && span.peer !== undefined) {
      const called = calledBy(span, span.peer.role, this.mouth);
      this.spoken.forEach((dialect) => dialect.called?.(called, this.mouth));
    }
  }

  private served({ instance, protocol, method, route, status, duration }: ServedRecord): void {
    if (protocol === 'http') {
      const client = this.serving?.instance === instance ? this.serving.caller?.instance.service : undefined;
      const served = { instance, client: client ?? '', method, route, status, seconds: duration / NS_PER_S };
      this.spoken.forEach((dialect) => dialect.served?.(served, this.mouth));
    }
  }

  /** Takes the gauges of every instance before a scrape; the first is at the start. */
  read(instances: ReadonlyMap<Role, readonly Instance[]>, intervalSeconds: number): void {
    const all = [...instances.values()].flat();
    for (const instance of all.filter(({ spec }) => spec.telemetry === 'full')) {
      const use = this.useOf(instance, intervalSeconds);
      this.spoken.forEach((dialect) => dialect.instance?.(instance, use, this.mouth));
    }
    for (const store of all.filter(({ spec }) => spec.telemetry === 'metrics')) {
      const clients = all.filter(({ spec }) => asks(spec, store.spec.role));
      const load = {
        running: clients.reduce((sum, { connections }) => sum + (connections?.active ?? 0), 0),
        waiting: clients.reduce((sum, { connections }) => sum + (connections?.queued ?? 0), store.threads.queued),
      };
      this.spoken.forEach((dialect) => dialect.store?.(store, load, this.mouth));
    }
    this.sinceStartSeconds += intervalSeconds;
  }

  private useOf(instance: Instance, intervalSeconds: number): Use {
    const cpuSeconds = (instance.processor - (this.processor.get(instance) ?? 0)) / NS_PER_S;
    this.processor.set(instance, instance.processor);
    const memoryBytes = Math.round(this.memoryMib(instance) * MIB + this.mouth.random.int(0, 8 * MIB));
    const memoryLimitBytes = (instance.spec.memory?.limitMib ?? USUAL_LIMIT_MIB) * MIB;
    const pressure = 1 + (4 * memoryBytes) / memoryLimitBytes;
    return {
      cpuSeconds,
      intervalSeconds,
      sinceStartSeconds: this.sinceStartSeconds,
      memoryBytes,
      memoryLimitBytes,
      restarts: instance.crashes,
      gcSeconds: cpuSeconds * GC_SHARE * pressure,
    };
  }
}

function calledBy(span: SpanRecord, role: Role, { words }: Mouth): Called {
  const status = span.attributes['http.response.status_code'];
  const system = span.attributes['db.system'];
  return {
    instance: span.instance,
    server: words.name(role),
    method: String(span.attributes['http.request.method'] ?? ''),
    status: typeof status === 'number' ? status : 0,
    failed: span.failure !== undefined,
    seconds: (span.end - span.start) / NS_PER_S,
    store:
      system === undefined
        ? undefined
        : { system: String(system), operation: String(span.attributes['db.operation.name'] ?? '') },
  };
}

/** Whether a service queries a store, in any step of any operation. */
function asks({ operations }: ServiceSpec, store: Role): boolean {
  const waiting = operations.flatMap(({ steps }) => [...steps]);
  for (let step = waiting.pop(); step !== undefined; step = waiting.pop()) {
    if (step.kind === 'query' && step.store === store) {
      return true;
    }
    if (step.kind === 'span' || step.kind === 'transaction') {
      waiting.push(...step.steps);
    } else if (step.kind === 'cached') {
      waiting.push(...step.miss);
    } else if (step.kind === 'together') {
      waiting.push(...step.branches.flat());
    }
  }
  return false;
}
