import type { Attribute, Trace } from '../../model';

const SERVER_ERROR = 500;
const STATUS = ['http.response.status_code', 'http.status_code'];
/** Who is called, best first: a name that somebody gave before an address. */
const PEER = ['peer.service', 'server.address', 'net.peer.name', 'db.name', 'messaging.system', 'db.system'];

/** Whether a span says that it failed: by its status, or by an HTTP answer of the server's failing (5xx). */
export function hasFailed(trace: Trace, row: number): boolean {
  if (trace.status[row] === 'error') {
    return true;
  }
  const code = valueOf(trace.details.attributes(row), STATUS);
  return code !== undefined && Number(code) >= SERVER_ERROR;
}

/** Whom a client span calls, where it says so. */
export function peerOf(trace: Trace, row: number): string | undefined {
  return valueOf(trace.details.attributes(row), PEER);
}

function valueOf(attributes: readonly Attribute[], keys: readonly string[]): string | undefined {
  for (const key of keys) {
    const value = attributes.find((attribute) => attribute.key === key)?.value;
    if (value !== undefined && value !== null && value !== '') {
      return String(value);
    }
  }
  return undefined;
}
