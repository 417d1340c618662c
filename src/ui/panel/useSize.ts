import { type RefObject, useLayoutEffect, useState } from 'react';

/** Pixels. */
export interface PixelSize {
  readonly width: number;
  readonly height: number;
}

/** The inner size of an element, kept up to date; `fallback` where nothing can be measured. */
export function useSize(ref: RefObject<HTMLElement | null>, fallback: PixelSize): PixelSize {
  const [size, setSize] = useState<PixelSize>();
  useLayoutEffect(() => {
    const element = ref.current;
    if (element === null || typeof ResizeObserver === 'undefined') {
      return undefined;
    }
    const measure = () => setSize({ width: element.clientWidth, height: element.clientHeight });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref]);
  return size === undefined || size.width === 0 ? fallback : size;
}
