import { TRACE_KEY } from '../../engine/correlation';

/** What a pasted text says: the ID in it and, when that is certain, its kind. */
export interface Recognised {
  readonly id: string;
  readonly key: string | undefined;
}

const TRACEPARENT = /\b[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}\b/i;
const TRACE_ID = /^[0-9a-f]{32}$/i;
const HEADER = /^(?:x-request-id|x-correlation-id)\s*:\s*(\S+)$/i;

/**
 * Finds the ID in what people paste: a bare ID, a `traceparent` (W3C Trace Context), an `X-Request-ID` header line, a
 * quoted value. 32 hexadecimal digits are taken for a trace ID; anything else keeps the key that was chosen.
 */
export function recogniseId(text: string): Recognised {
  const trimmed = text.trim().replace(/^(["'`])(.*)\1$/, '$2');
  const traceparent = TRACEPARENT.exec(trimmed)?.[1];
  if (traceparent !== undefined) {
    return { id: traceparent.toLowerCase(), key: TRACE_KEY };
  }
  const header = HEADER.exec(trimmed)?.[1];
  if (header !== undefined) {
    return { id: header, key: 'request_id' };
  }
  return { id: trimmed, key: TRACE_ID.test(trimmed) ? TRACE_KEY : undefined };
}
