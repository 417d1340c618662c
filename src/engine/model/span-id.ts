const USUAL = /^[0-9a-f]{16}$/;
const STRIPPED = /^[0-9a-f]{8,16}$/i;
const ALL_ZEROS = /^0+$/;
const SPAN_ID_LENGTH = 16;

/**
 * A span ID as 16 lower-case hexadecimal digits when it looks like one that lost leading zeros or is in upper case; any
 * other ID (X-Ray's, a test's `a`) as it is, and '' for all zeros, which W3C Trace Context defines as no span.
 */
export function normaliseSpanId(text: string): string {
  if (ALL_ZEROS.test(text)) {
    return '';
  }
  if (USUAL.test(text)) {
    return text;
  }
  return STRIPPED.test(text) ? text.toLowerCase().padStart(SPAN_ID_LENGTH, '0') : text;
}
