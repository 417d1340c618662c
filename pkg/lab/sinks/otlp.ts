import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import type { ReadableSpan } from '@opentelemetry/sdk-trace';
import { type Attempt, Delivery, reasonOf } from './delivery';
import { SpanReader } from './readableSpans';
import { endpoint, type Sink } from './sink';

/** The exporter retries by itself within this time; the delivery goes on from there. */
const TIMEOUT_MS = 5_000;
const TOO_BUSY = new Set([408, 429]);

/**
 * Spans over OTLP/HTTP (JSON), by OpenTelemetry's own exporter.
 *
 * @param address of the receiver; `/v1/traces` is added when it has no path
 * @throws TypeError when the address is no URL
 */
export function otlpSink(address: string, report: (line: string) => void): Sink {
  const url = endpoint(address, '/v1/traces');
  const exporter = new OTLPTraceExporter({ url, timeoutMillis: TIMEOUT_MS });
  const reader = new SpanReader();
  const name = `traces to ${url}`;
  const delivery = new Delivery<ReadableSpan>({
    name,
    remedy: 'Is an OTLP/HTTP receiver (Tempo, or a collector) listening there? --otlp names another.',
    send: (batch) => send(exporter, batch),
    report,
  });
  return {
    name,
    get counts() {
      return delivery.counts;
    },
    take: ({ spans }) => delivery.offer(reader.read(spans)),
    close: async (deadlineMs) => {
      await delivery.close(deadlineMs);
      await exporter.shutdown();
    },
  };
}

function send(exporter: OTLPTraceExporter, batch: readonly ReadableSpan[]): Promise<Attempt> {
  return new Promise((resolve) =>
    exporter.export([...batch], ({ error }) => resolve(error === undefined ? { kind: 'taken' } : attemptOf(error)))
  );
}

function attemptOf(error: Error): Attempt {
  const status = 'code' in error && typeof error.code === 'number' ? error.code : undefined;
  const final = status !== undefined && status >= 400 && status < 500 && !TOO_BUSY.has(status);
  const reason = status === undefined ? reasonOf(error) : `HTTP ${status} ${reasonOf(error)}`;
  return { kind: final ? 'refused' : 'later', reason };
}
