import { DataHoverClearEvent, DataHoverEvent, type EventBus } from '@grafana/data';
import { DashboardCursorSync } from '@grafana/schema';
import { usePanelContext } from '@grafana/ui';
import { useCallback, useEffect, useRef, useState } from 'react';
import { addNanos, diffEpoch, epochMsFromNs, type EpochNs, epochNsFromMs, nanos } from '../../../engine/units';

/** The crosshair that panels share. */
export interface HoverEvents {
  /** View time that another panel points at. */
  readonly foreign: number | undefined;
  /** Tells the other panels where the pointer is; `undefined` when it has left. */
  readonly tell: (time: number | undefined) => void;
}

/**
 * Publishes and hears Grafana's hover events, in milliseconds since the epoch. What this panel said itself is not
 * heard again, and nothing is heard where the dashboard has switched the shared crosshair off.
 */
export function useHoverEvents(eventBus: EventBus, origin: EpochNs): HoverEvents {
  const [foreign, setForeign] = useState<number>();
  const told = useRef<unknown>(undefined);
  const { sync } = usePanelContext();
  useEffect(() => {
    const hover = eventBus.getStream(DataHoverEvent).subscribe((event) => {
      const time: unknown = event.payload?.point?.time;
      if (event.payload.point === told.current || sync?.() === DashboardCursorSync.Off) {
        return;
      }
      setForeign(typeof time === 'number' ? diffEpoch(epochNsFromMs(time), origin) : undefined);
    });
    const clear = eventBus.getStream(DataHoverClearEvent).subscribe(() => setForeign(undefined));
    return () => {
      hover.unsubscribe();
      clear.unsubscribe();
    };
  }, [eventBus, origin, sync]);
  const tell = useCallback(
    (time: number | undefined) => {
      if (time === undefined) {
        told.current = undefined;
        eventBus.publish(new DataHoverClearEvent());
        return;
      }
      const point = { time: epochMsFromNs(addNanos(origin, nanos(time))) };
      told.current = point;
      eventBus.publish(new DataHoverEvent({ point }));
    },
    [eventBus, origin]
  );
  return { foreign, tell };
}
