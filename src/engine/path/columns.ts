/** The array itself, or a longer copy when `needed` items do not fit. It doubles at least, so that growing stays linear. */
export function roomyInts(items: Int32Array, needed: number): Int32Array {
  if (needed <= items.length) {
    return items;
  }
  const longer = new Int32Array(Math.max(needed, items.length * 2));
  longer.set(items);
  return longer;
}

/** As {@link roomyInts}, for times. */
export function roomyTimes(items: Float64Array, needed: number): Float64Array {
  if (needed <= items.length) {
    return items;
  }
  const longer = new Float64Array(Math.max(needed, items.length * 2));
  longer.set(items);
  return longer;
}
