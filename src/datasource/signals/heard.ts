import { map, type Observable } from 'rxjs';
import type { DataFrame } from '@grafana/data';
import { ask, type Told } from '../delegate/ask';
import type { Ask } from '../delegate/child';
import { malformed } from '../delegate/failure';
import type { LegContext } from '../legs/leg';

/** An answer, and what it was read as. */
export interface HeardAs<T> {
  readonly told: Told;
  readonly read: T;
}

/** Asks, and reads each answer. Readers are tolerant; one that throws nevertheless fails its request only. Never errors. */
export function askAndRead<T>(
  question: Ask,
  context: LegContext,
  read: (frames: readonly DataFrame[]) => T
): Observable<HeardAs<T>> {
  return ask(question, context).pipe(
    map((told) => {
      try {
        return { told, read: read(told.frames) };
      } catch (error) {
        const failures = [...told.failures, malformed(error)];
        return { told: { ...told, failures }, read: read([]) };
      }
    })
  );
}
