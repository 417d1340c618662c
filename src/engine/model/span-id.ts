const STRIPPED = /^[0-9a-f]{8,16}$/i;
const SPAN_ID_LENGTH = 16;
const ZERO = 48;

/** 0 for a lower-case hexadecimal digit by character code, 1 for any other character. */
const NOT_LOWER_HEX = new Uint8Array(256).fill(1);
for (let value = 0; value < 16; value += 1) {
  NOT_LOWER_HEX[value.toString(16).charCodeAt(0)] = 0;
}

/**
 * A span ID as 16 lower-case hexadecimal digits when it looks like one that lost leading zeros or is in upper case; any
 * other ID (X-Ray's, a test's `a`) as it is, and '' for all zeros, which W3C Trace Context defines as no span.
 */
export function normaliseSpanId(text: string): string {
  if (text === '' || isUsual(text)) {
    return text;
  }
  if (/^0+$/.test(text)) {
    return '';
  }
  return STRIPPED.test(text) ? text.toLowerCase().padStart(SPAN_ID_LENGTH, '0') : text;
}

/** Sixteen lower-case digits, the first not 0: what nearly every ID is. Without branches on digits, as `hexWord`. */
function isUsual(text: string): boolean {
  if (text.length !== SPAN_ID_LENGTH || text.charCodeAt(0) === ZERO) {
    return false;
  }
  let odd = 0;
  for (let i = 0; i < SPAN_ID_LENGTH; i += 1) {
    const code = text.charCodeAt(i);
    odd |= (NOT_LOWER_HEX[code & 255] ?? 1) | (code >> 8);
  }
  return odd === 0;
}
