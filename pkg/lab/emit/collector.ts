import type { Role, Vocabulary } from '../topology';
import {
  NS_PER_S,
  type Instance,
  type LineRecord,
  type Scheduler,
  type ServedRecord,
  type SpanRecord,
  type Telemetry,
} from '../simulation';
import { jobOf, REQUEST_SECONDS, SPAN_KINDS } from './conventions';
import type { MetricLabels, Registry } from './registry';

/** Buckets of Tempo's metrics generator: 2 ms doubled up to 16.384 s. */
const SPAN_BOUNDS = Array.from({ length: 14 }, (_, power) => 0.002 * 2 ** power);

/** `job` and `instance`, as an OpenTelemetry resource becomes labels in Prometheus. */
export function targetLabels(instance: Instance): MetricLabels {
  const { zone } = instance;
  return {
    service: instance.service,
    instance: instance.address,
    job: jobOf(instance),
    ...(zone === undefined ? {} : { zone }),
  };
}

/**
 * Hears what happens and keeps it: spans and lines as they are, and the metrics that follow from them at that very
 * moment, so that a counter has counted exactly the spans that have ended.
 */
export class Collector implements Telemetry {
  readonly spans: SpanRecord[] = [];
  readonly lines: LineRecord[] = [];
  /** Client span -> which of both ends have ended. */
  private readonly edges = new Map<SpanRecord, SpanRecord>();

  constructor(
    private readonly registry: Registry,
    private readonly scheduler: Scheduler,
    private readonly words: Vocabulary,
    private readonly secondsAt: (time: number) => number
  ) {}

  spanEnded(span: SpanRecord): void {
    if (span.lost) {
      return;
    }
    this.spans.push(span);
    const labels = {
      service: span.instance.service,
      span_name: span.name,
      span_kind: SPAN_KINDS[span.kind],
      status_code: span.failure === undefined ? 'STATUS_CODE_UNSET' : 'STATUS_CODE_ERROR',
    };
    const seconds = (span.end - span.start) / NS_PER_S;
    const exemplar = { traceId: span.traceId, atSec: this.secondsAt(this.scheduler.now) };
    this.registry.count('traces_spanmetrics_calls_total', labels);
    this.registry.observe('traces_spanmetrics_latency', labels, SPAN_BOUNDS, seconds, exemplar);
    this.drawEdge(span);
  }

  logged(line: LineRecord): void {
    this.lines.push(line);
  }

  served({ instance, protocol, method, route, status, duration }: ServedRecord): void {
    const target = targetLabels(instance);
    if (protocol === 'messaging') {
      this.registry.count('messaging_client_consumed_messages_total', { ...target, group: method, topic: route });
      return;
    }
    this.registry.count('http_requests_total', { ...target, status: String(status), method, route });
    this.registry.observe(
      'http_server_request_duration_seconds',
      { ...target, method, route },
      REQUEST_SECONDS,
      duration / NS_PER_S
    );
  }

  queried(store: Role, verb: string, _table: string, hit?: boolean): void {
    const service = this.words.name(store);
    const exporter = { service, instance: `${service}:9187`, job: 'exporters' };
    if (verb === 'GET' || verb === 'SET') {
      this.registry.count('redis_commands_processed_total', exporter);
      if (hit !== undefined) {
        this.registry.count(hit ? 'redis_keyspace_hits_total' : 'redis_keyspace_misses_total', exporter);
      }
    } else {
      this.registry.count('pg_stat_database_xact_commit', { ...exporter, datname: service.replace(/-/g, '_') });
    }
  }

  published(topic: string, partition: number): void {
    const service = this.words.name('kafka');
    const exporter = { service, instance: `${service}:9308`, job: 'exporters' };
    this.registry.count('kafka_topic_partition_current_offset', { ...exporter, topic, partition: String(partition) });
  }

  /** An edge of Tempo's service graph counts when both of its spans are known; a silent peer's with the client's. */
  private drawEdge(span: SpanRecord): void {
    if (span.peer !== undefined && span.peer.connection !== '' && span.kind === 'client') {
      this.countEdge(span, undefined, this.words.name(span.peer.role), span.peer.connection);
      return;
    }
    const client = span.caller ?? (span.kind === 'client' || span.kind === 'producer' ? span : undefined);
    if (client === undefined || client.lost) {
      return;
    }
    const other = this.edges.get(client);
    if (other === undefined) {
      this.edges.set(client, span);
    } else if (span.caller !== undefined || other.caller !== undefined) {
      const server = span.caller === undefined ? other : span;
      this.countEdge(client, server, server.instance.service, client.kind === 'producer' ? 'messaging_system' : '');
    }
  }

  private countEdge(client: SpanRecord, server: SpanRecord | undefined, name: string, connection: string): void {
    const labels = { client: client.instance.service, server: name, connection_type: connection };
    this.registry.count('traces_service_graph_request_total', labels);
    if (client.failure !== undefined || server?.failure !== undefined) {
      this.registry.count('traces_service_graph_request_failed_total', labels);
    }
    const seconds = ((server ?? client).end - (server ?? client).start) / NS_PER_S;
    this.registry.observe('traces_service_graph_request_server_seconds', labels, SPAN_BOUNDS, seconds);
  }
}
