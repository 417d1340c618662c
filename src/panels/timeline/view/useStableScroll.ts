import { type RefObject, useEffect, useRef } from 'react';
import { type Layout } from '../viewModel';

/** Keeps the lane at the top where it is when lanes above it come, go or grow. */
export function useStableScroll(scroller: RefObject<HTMLElement | null>, layout: Layout): void {
  const last = useRef(layout);
  useEffect(() => {
    const element = scroller.current;
    const before = last.current;
    last.current = layout;
    if (element === null || before === layout || element.scrollTop === 0) {
      return;
    }
    const anchor = before.boxes.find((box) => box.top + box.height > element.scrollTop);
    const now = layout.boxes.find((box) => box.lane.service.key === anchor?.lane.service.key);
    if (anchor !== undefined && now !== undefined) {
      element.scrollBy({ top: now.top - anchor.top });
    }
  }, [layout, scroller]);
}
