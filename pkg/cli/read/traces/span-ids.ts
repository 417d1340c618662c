import { createHash } from 'node:crypto';

import { normaliseSpanId } from '../../../../src/engine/model';
import { normaliseTraceId, type TraceId } from '../../../../src/engine/units';
import { textOf } from '../json';

const HEX = /^[0-9a-f]+$/i;
/** Eight and sixteen bytes as protobuf JSON pads them: no hexadecimal ID ends in `=`. */
const BASE64 = /^[A-Za-z0-9+/_-]{11}=$|^[A-Za-z0-9+/_-]{22}==$/;
const NO_SPAN = /^0{16,}$/;
/** Shorter IDs are a test's or a tool's own numbering, in which `0` and `01` are names like any other. */
const SHORTEST_RANDOM = 8;
const TRACE_DIGITS = 32;

/** An ID as people know it: hexadecimal, or whatever the file says, as it is; base64 (Tempo) as hexadecimal. */
export function shownId(value: unknown): string {
  const text = textOf(value);
  return BASE64.test(text) && !HEX.test(text) ? Buffer.from(text, 'base64').toString('hex') : text;
}

/** What two ways to write a span ID have in common: upper case and lost leading zeros are the same span; '' is none. */
export function spanKey(shown: string): string {
  if (NO_SPAN.test(shown)) {
    return '';
  }
  return shown.length < SHORTEST_RANDOM ? shown : normaliseSpanId(shown);
}

/** A trace ID for the engine; text that cannot be one (a test's `trace-1`) gets one that stands for it. */
export function traceKey(shown: string): TraceId {
  const key = normaliseTraceId(shown) ?? normaliseTraceId(digestOf(shown));
  if (key === undefined) {
    throw new Error(`a digest is no trace ID: ${shown}`);
  }
  return key;
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, TRACE_DIGITS);
}
