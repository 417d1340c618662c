import { gatherStreams, type Stream } from './evidence';
import type { Outcome } from '../result';
import { finish, type Steps } from '../steps';
import { addNanos, diffEpoch, type EpochNs, nanos, nanosFromMs } from '../units';
import { withChanges } from './changes';
import { confidences, leastScore } from './confidence';
import { faultKind } from './kind';
import { deviation, findSplit, type Window } from './onset';
import type { Ranked } from './rank';
import { ShiftScanner } from './shift';
import { evidenceOf } from './tell';
import type { Suspect, SuspectInput, SuspectReport, Telemetry } from './types';
import { originOf, windowOf } from './window';

/** A person who says when it began means when it was noticed: the moment is looked for around it. */
const NOTICED_AFTER = nanosFromMs(120_000);
const NOTICED_BEFORE = nanosFromMs(60_000);

/**
 * Ranks services by what tells against them, over traces, logs and metrics together: each kind of fault shows in another
 * (gaps of calls for a network, lines for an exception, a metric for a resource). All evidence is on one scale, standard
 * deviations from what was usual (the baseline, and the incident's own time before the onset), joined by
 * {@link rankServices}. Deterministic. Nothing is wrong where no service is {@link leastScore} deviations off.
 *
 * Problem: `suspects.signal-missing` {signal}.
 */
export function suspects(input: SuspectInput): Outcome<SuspectReport> {
  return finish(findingSuspects(input));
}

/** {@link suspects} in steps of some milliseconds, so that it can be put off or left. */
export function* findingSuspects(input: SuspectInput): Steps<Outcome<SuspectReport>> {
  const origin = originOf(input.incident);
  const { streams, calls, problems } = yield* gatherStreams(input, origin);
  const scanners = yield* scannersOf(streams);
  const least = leastScore(input.baseline !== undefined);
  const split = yield* findSplit(scanners, calls, searchWindow(input.incident, origin, input.at), least);
  if (input.at === undefined && deviation(split) < least) {
    return { result: { onset: undefined, suspects: [] }, problems };
  }
  const onset = addNanos(origin, nanos(split.time));
  const found = split.ranked.filter(({ score }) => score > 0).map(suspectOf);
  const ordered = withChanges(found, input.changes ?? [], onset);
  const sure = confidences(ordered.map(({ score }) => score));
  return {
    result: {
      onset: input.at ?? onset,
      suspects: ordered.map((one, at) => ({ ...one, confidence: sure[at] ?? 0 })),
    },
    problems,
  };
}

/** Streams that are summed up in a few milliseconds. */
const A_STEP = 200;

function* scannersOf(streams: readonly Stream[]): Steps<readonly ShiftScanner[]> {
  const scanners: ShiftScanner[] = [];
  for (const stream of streams) {
    scanners.push(new ShiftScanner(stream));
    if (scanners.length % A_STEP === 0) {
      yield;
    }
  }
  return scanners;
}

function searchWindow(incident: Telemetry, origin: EpochNs, at: EpochNs | undefined): Window {
  const whole = windowOf(incident, origin);
  if (at === undefined) {
    return whole;
  }
  const time = diffEpoch(at, origin);
  const inside = Math.min(Math.max(time, whole.from), whole.to);
  return {
    from: Math.max(whole.from, Math.min(inside, time - NOTICED_AFTER)),
    to: Math.min(whole.to, Math.max(inside, time + NOTICED_BEFORE)),
  };
}

function suspectOf({ service, score, told }: Ranked): Omit<Suspect, 'confidence'> {
  const place = told[0]?.scanner.stream.place;
  return {
    service,
    ...(place?.instance === undefined ? {} : { instance: place.instance }),
    ...(place?.operation === undefined ? {} : { operation: place.operation }),
    ...(place?.edge === undefined ? {} : { edge: place.edge }),
    kind: faultKind(told),
    score,
    evidence: evidenceOf(told),
  };
}
