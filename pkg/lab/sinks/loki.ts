import type { LabLog } from '../incident';
import { type Attempt, Delivery } from './delivery';
import { endpoint, type Sink } from './sink';

const TIMEOUT_MS = 5_000;
const TOO_MANY_REQUESTS = 429;
const SERVER_ERROR = 500;
const QUOTED = 200;

/** Time in nanoseconds, line, structured metadata. */
type LokiEntry = readonly [string, string, Readonly<Record<string, string>>];

/** The body of `POST /loki/api/v1/push`. */
interface LokiPush {
  readonly streams: ReadonlyArray<{
    readonly stream: Readonly<Record<string, string>>;
    readonly values: readonly LokiEntry[];
  }>;
}

/** Lines by stream: one for each set of labels, in order of appearance. */
export function lokiPush(lines: readonly LabLog[]): LokiPush {
  const streams = new Map<string, { readonly stream: LabLog['labels']; readonly values: LokiEntry[] }>();
  for (const { labels, timeUnixNano, line, metadata } of lines) {
    const key = JSON.stringify(labels);
    const found = streams.get(key) ?? { stream: labels, values: [] };
    streams.set(key, found);
    found.values.push([timeUnixNano, line, metadata]);
  }
  return { streams: [...streams.values()] };
}

/**
 * Lines to Loki's push API, as JSON with structured metadata.
 *
 * @param address of Loki; `/loki/api/v1/push` is added when it has no path
 * @throws TypeError when the address is no URL
 */
export function lokiSink(address: string, report: (line: string) => void): Sink {
  const url = endpoint(address, '/loki/api/v1/push');
  const name = `log lines to ${url}`;
  const delivery = new Delivery<LabLog>({
    name,
    remedy: 'Is Loki listening there, and does it allow structured metadata? --loki names another.',
    send: (batch) => push(url, batch),
    report,
  });
  return {
    name,
    get counts() {
      return delivery.counts;
    },
    take: ({ lines }) => delivery.offer(lines),
    close: (deadlineMs) => delivery.close(deadlineMs),
  };
}

async function push(url: string, batch: readonly LabLog[]): Promise<Attempt> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(lokiPush(batch)),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  const text = (await response.text()).trim().slice(0, QUOTED);
  if (response.ok) {
    return { kind: 'taken' };
  }
  const busy = response.status === TOO_MANY_REQUESTS || response.status >= SERVER_ERROR;
  return { kind: busy ? 'later' : 'refused', reason: `HTTP ${response.status} ${text}`.trim() };
}
