import type { LabLog, OtlpResourceSpans } from '../incident';
import type { DeliveryCounts } from './delivery';

/** What happened since the last time, in the shapes of a batch run. */
export interface Told {
  readonly spans: readonly OtlpResourceSpans[];
  readonly lines: readonly LabLog[];
}

/** Somewhere that telemetry is pushed to. Never throws: what does not get through is told, and the rest goes on. */
export interface Sink {
  readonly name: string;
  readonly counts: DeliveryCounts;
  take(told: Told): void;
  /** Hands over what still waits, for at most so many milliseconds. */
  close(deadlineMs: number): Promise<void>;
}

/** The address with the path of the API, unless it names a path of its own. */
export function endpoint(address: string, path: string): string {
  const url = new URL(address);
  if (url.pathname === '/' || url.pathname === '') {
    url.pathname = path;
  }
  return url.href;
}
