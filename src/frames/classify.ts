import type { Problem } from '../engine/result';
import { customOf, fieldNamed, fieldOfType, fieldsOf, isRecord, type FrameInput } from './frame';
import { isLogsFrame } from './log/columns';
import { traceIdField } from './metrics/read-exemplars';
import { clewKind, type ClewKind } from './tag';

/** Frames sorted by what they hold. `Frame` is the caller's own frame type. */
export interface ClassifiedFrames<Frame> {
  readonly traces: readonly Frame[];
  readonly logs: readonly Frame[];
  readonly series: readonly Frame[];
  readonly exemplars: readonly Frame[];
  /** Tables of search results. */
  readonly search: readonly Frame[];
  /** Tables that only we write. */
  readonly clew: {
    readonly report: readonly Frame[];
    readonly coverage: readonly Frame[];
    readonly timeline: readonly Frame[];
    readonly history: readonly Frame[];
    readonly services: readonly Frame[];
    /** Lanes, calls and transitions of breakers: what `readBreakers` takes. */
    readonly breakers: readonly Frame[];
    readonly changes: readonly Frame[];
    /** Nodes and edges for Grafana's own Node graph: nothing in them that the signals do not say. */
    readonly graph: readonly Frame[];
  };
  /** Frames that say nothing: without fields (an empty answer of Prometheus), or about progress only. */
  readonly ignored: readonly Frame[];
  readonly unknown: readonly Frame[];
  /** Frames of ours that another version wrote: they are in `unknown`. */
  readonly problems: readonly Problem[];
}

type Place =
  | 'traces'
  | 'logs'
  | 'series'
  | 'exemplars'
  | 'search'
  | 'ignored'
  | 'unknown'
  | 'report'
  | 'coverage'
  | 'timeline'
  | 'history'
  | 'services'
  | 'breakers'
  | 'changes'
  | 'graph';

/**
 * Sorts frames by their fields and meta, never by position or refId. What a frame of ours says of itself wins. O(fields).
 */
export function classifyFrames<Frame extends FrameInput>(frames: readonly Frame[]): ClassifiedFrames<Frame> {
  const problems: Problem[] = [];
  const placed = frames.map((frame) => ({ frame, place: placeOf(frame, problems) }));
  const at = (place: Place): readonly Frame[] =>
    placed.filter((item) => item.place === place).map((item) => item.frame);
  return {
    traces: at('traces'),
    logs: at('logs'),
    series: at('series'),
    exemplars: at('exemplars'),
    search: at('search'),
    clew: {
      report: at('report'),
      coverage: at('coverage'),
      timeline: at('timeline'),
      history: at('history'),
      services: at('services'),
      breakers: at('breakers'),
      changes: at('changes'),
      graph: at('graph'),
    },
    ignored: at('ignored'),
    unknown: at('unknown'),
    problems,
  };
}

const placeOfKind: Readonly<Record<ClewKind, Place>> = {
  trace: 'traces',
  logs: 'logs',
  series: 'series',
  exemplars: 'exemplars',
  report: 'report',
  coverage: 'coverage',
  timeline: 'timeline',
  history: 'history',
  services: 'services',
  'breaker-states': 'breakers',
  'breaker-calls': 'breakers',
  'breaker-transitions': 'breakers',
  changes: 'changes',
  graph: 'graph',
};

function placeOf(frame: FrameInput, problems: Problem[]): Place {
  if (!isRecord(frame) || !Array.isArray(frame.fields)) {
    return 'unknown';
  }
  const kind = clewKind(frame);
  if (!kind.ok) {
    problems.push(kind.error);
    return 'unknown';
  }
  return kind.value === undefined ? placeOfPlain(frame) : placeOfKind[kind.value.kind];
}

/** Tempo's and Loki's frames about how far a streamed answer has come. */
const progressNames: ReadonlySet<string> = new Set(['streaming-progress', 'loki-splitting-progress']);

function placeOfPlain(frame: FrameInput): Place {
  if (fieldsOf(frame).length === 0 || progressNames.has(frame.name ?? '') || progressNames.has(frame.refId ?? '')) {
    return 'ignored';
  }
  if (isExemplarFrame(frame)) {
    return 'exemplars';
  }
  if (has(frame, 'traceID') && has(frame, 'spanID') && has(frame, 'startTime')) {
    return 'traces';
  }
  if (has(frame, 'traceID') || (has(frame, 'traceIdHidden') && has(frame, 'spanID'))) {
    return 'search';
  }
  return placeOfTimes(frame);
}

function placeOfTimes(frame: FrameInput): Place {
  const timed = fieldOfType(frame, 'time') !== undefined || has(frame, 'timestamp');
  const texts = fieldOfType(frame, 'string') !== undefined;
  const numbers = fieldOfType(frame, 'number') !== undefined;
  if (!timed || frame.meta?.dataTopic === 'annotations') {
    return 'unknown';
  }
  if (texts && (isLogsFrame(frame) || !numbers)) {
    return 'logs';
  }
  return numbers ? 'series' : 'unknown';
}

function isExemplarFrame(frame: FrameInput): boolean {
  return (
    frame.name === 'exemplar' ||
    customOf(frame).resultType === 'exemplar' ||
    (frame.meta?.dataTopic === 'annotations' &&
      traceIdField(frame) !== undefined &&
      fieldOfType(frame, 'number') !== undefined)
  );
}

function has(frame: FrameInput, name: string): boolean {
  return fieldNamed(frame, name) !== undefined;
}
