const ELLIPSIS = '…';

/**
 * The longest beginning of a text that fits a width, with an ellipsis when it was cut. Binary search over its length.
 */
export function fitText(text: string, room: number, measure: (text: string) => number): string {
  if (measure(text) <= room) {
    return text;
  }
  let low = 0;
  let high = text.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (measure(text.slice(0, middle) + ELLIPSIS) <= room) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  return low === 0 ? '' : text.slice(0, low).trimEnd() + ELLIPSIS;
}
