import {
  catchError,
  defer,
  endWith,
  filter,
  from,
  map,
  merge,
  mergeMap,
  of,
  scan,
  skipWhile,
  take,
  takeWhile,
  timer,
  type Observable,
} from 'rxjs';
import {
  isDataFrame,
  LoadingState,
  toDataFrame,
  type DataFrame,
  type DataQueryRequest,
  type DataQueryResponse,
} from '@grafana/data';
import type { DataSourceSrv } from '@grafana/runtime';
import { childRequest, type Ask } from './child';
import { failure, failureOf, malformed, type Failure } from './failure';
import type { RequestGate } from './gate';

/** What requests of one refresh share. */
export interface AskContext {
  readonly parent: DataQueryRequest;
  readonly registry: Pick<DataSourceSrv, 'get' | 'getInstanceSettings'>;
  readonly gate: RequestGate;
  readonly timeoutMs: number;
}

/** All that a source has answered to one request so far. Each replaces the one before. */
export interface Told {
  readonly frames: readonly DataFrame[];
  readonly failures: readonly Failure[];
  /** No more will come. */
  readonly settled: boolean;
}

type Event =
  | { readonly kind: 'packet'; readonly packet: DataQueryResponse }
  | { readonly kind: 'failed'; readonly failure: Failure }
  | { readonly kind: 'end' }
  | { readonly kind: 'late' };

interface Heard {
  /** By key, in order of first arrival: a packet replaces the earlier one with its key. */
  readonly packets: ReadonlyMap<string, DataQueryResponse>;
  readonly failures: readonly Failure[];
  readonly settled: boolean;
  readonly any: boolean;
}

const NOTHING: Heard = { packets: new Map(), failures: [], settled: false, any: false };

/** Frames that only drive the progress bars of Explore. */
const PROGRESS_FRAMES = new Set(['streaming-progress', 'loki-splitting-progress']);

/**
 * Asks one linked source. Never errors: however the source fails, the answer says so, and always ends, at the latest when
 * the time limit is over. Unsubscribing reaches the source.
 */
export function ask(question: Ask, context: AskContext): Observable<Told> {
  if (question.source.unknown) {
    return of(refusal(failure('leg.source-unknown', 'forbidden')));
  }
  return context.gate.run(
    () => request(question, context),
    () => of(refusal(failure('leg.budget', 'skipped', { budget: context.gate.budget })))
  );
}

/** Asks as {@link ask} does, for the whole answer only: emits once, when no more will come. */
export function askOnce(question: Ask, context: AskContext): Observable<Told> {
  return ask(question, context).pipe(
    filter(({ settled }) => settled),
    take(1)
  );
}

function request(question: Ask, { parent, registry, timeoutMs }: AskContext): Observable<Told> {
  const { uid, type } = question.source;
  const source = defer(() => from(registry.get({ uid, type }, parent.scopedVars))).pipe(
    map((api) => ({ api })),
    catchError((error: unknown) => of({ unavailable: unavailable(error) }))
  );
  const events = source.pipe(
    mergeMap((got): Observable<Event> => {
      if ('unavailable' in got) {
        return of({ kind: 'failed', failure: got.unavailable });
      }
      // Some sources answer with a promise, and any of them may throw before it answers.
      return defer(() => from(got.api.query(childRequest(parent, question)))).pipe(
        map((packet): Event => ({ kind: 'packet', packet })),
        catchError((error: unknown) => of<Event>({ kind: 'failed', failure: failureOf(error) }))
      );
    }),
    endWith<Event>({ kind: 'end' })
  );
  const late = timer(timeoutMs).pipe(map((): Event => ({ kind: 'late' })));
  return merge(events, late).pipe(
    takeWhile((event) => event.kind === 'packet' || event.kind === 'failed', true),
    scan((heard: Heard, event) => hear(heard, event, timeoutMs), NOTHING),
    skipWhile((heard) => !heard.any && !heard.settled),
    map(told),
    // The reader of frames is ours; if it fails, the leg has failed and not the panel.
    catchError((error: unknown) => of(refusal(malformed(error))))
  );
}

function hear(heard: Heard, event: Event, timeoutMs: number): Heard {
  switch (event.kind) {
    case 'packet': {
      const packets = new Map(heard.packets).set(keyOf(event.packet), event.packet);
      return { ...heard, packets, any: true };
    }
    case 'failed':
      return { ...heard, failures: [...heard.failures, event.failure] };
    case 'end':
      return { ...heard, failures: [...heard.failures, ...silence(heard)], settled: true };
    case 'late': {
      const seconds = timeoutMs / 1000;
      const cut = heard.any
        ? failure('leg.cut', 'partial', { seconds })
        : failure('leg.timed-out', 'timed-out', { seconds });
      return { ...heard, failures: [...heard.failures, cut], settled: true };
    }
  }
}

function silence(heard: Heard): readonly Failure[] {
  return heard.any || heard.failures.length > 0 ? [] : [failure('leg.no-answer', 'failed')];
}

function told(heard: Heard): Told {
  const frames: DataFrame[] = [];
  const failures: Failure[] = [];
  for (const packet of heard.packets.values()) {
    failures.push(...packetFailures(packet));
    const read = packetFrames(packet);
    frames.push(...read.frames);
    failures.push(...read.failures);
  }
  return { frames, failures: [...failures, ...heard.failures], settled: heard.settled };
}

/** Sources with a backend put errors in the answer instead of throwing, next to whatever rows there are. */
function packetFailures(packet: DataQueryResponse): readonly Failure[] {
  if (packet.errors !== undefined && packet.errors.length > 0) {
    return packet.errors.map(failureOf);
  }
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- half of the sources still fill only this one
  const { error } = packet;
  return error !== undefined ? [failureOf(error)] : packet.state === LoadingState.Error ? [failureOf(undefined)] : [];
}

function packetFrames(packet: DataQueryResponse): {
  readonly frames: readonly DataFrame[];
  readonly failures: readonly Failure[];
} {
  const data: unknown = packet.data;
  if (data === undefined || data === null) {
    return { frames: [], failures: [] };
  }
  if (!Array.isArray(data)) {
    return { frames: [], failures: [malformed('data is not a list of frames')] };
  }
  const items: readonly unknown[] = data;
  const frames: DataFrame[] = [];
  const failures: Failure[] = [];
  for (const item of items) {
    try {
      const frame = isDataFrame(item) ? item : toDataFrame(item);
      if (!PROGRESS_FRAMES.has(frame.refId ?? '') && !PROGRESS_FRAMES.has(frame.name ?? '')) {
        frames.push(frame);
      }
    } catch (error) {
      failures.push(malformed(error));
    }
  }
  return { frames, failures };
}

function keyOf(packet: DataQueryResponse): string {
  const first: unknown = Array.isArray(packet.data) ? packet.data[0] : undefined;
  return packet.key ?? (isDataFrame(first) ? first.refId : undefined) ?? 'A';
}

/** A plugin that cannot be got was deleted, is not installed, or is not for this person. */
function unavailable(error: unknown): Failure {
  const { params } = failureOf(error);
  return failure('leg.unavailable', 'forbidden', { reason: params.reason ?? '' });
}

function refusal(reason: Failure): Told {
  return { frames: [], failures: [reason], settled: true };
}
