import type { CallPolicy, Latency, Level, LogStyle, MessageKey, Role, Step } from './service';

/** Short forms in which topologies are written. */
export function ms(medianMs: number, p99Ms: number): Latency {
  return { medianMs, p99Ms };
}

export function work(medianMs: number, p99Ms: number): Step {
  return { kind: 'work', latency: ms(medianMs, p99Ms) };
}

/** Code between two calls takes a moment. */
export const MOMENT: Step = work(0.05, 0.2);

export function log(level: Level, message: MessageKey, fields: readonly string[] = []): Step {
  return { kind: 'log', level, message, fields };
}

export function query(store: Role, verb: string, table: string, latency: Latency): Step {
  return { kind: 'query', store, verb, table, latency };
}

export function call(to: Role, operation: string, policy: CallPolicy): Step {
  return { kind: 'call', to, operation, policy };
}

/** Steps in a span of their own. */
export function span(name: string, ...steps: readonly Step[]): Step {
  return { kind: 'span', name, steps };
}

export const jsonLog: LogStyle = { format: 'json', ids: 'trace-and-span', otlp: false };
export const otlpLog: LogStyle = { format: 'json', ids: 'trace-and-span', otlp: true };
export const jsonLogWithoutSpan: LogStyle = { format: 'json', ids: 'trace', otlp: false };
export const logfmtLog: LogStyle = { format: 'logfmt', ids: 'trace-and-span', otlp: false };
export const plainLog: LogStyle = { format: 'plain', ids: 'none', otlp: false };
