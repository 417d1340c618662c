import * as v from 'valibot';
import {
  type AnswerError,
  type Emission,
  errorOf,
  failed,
  type FrameJson,
  Refusal,
  type SourceRequest,
} from '../answer';
import type { Memory, StoredLog } from '../memory';
import { type FoundLine, logsFrame } from './frame';
import { readLogQl } from './logql';
import type { LabelKind } from './stages';

const DEFAULT_LIMIT = 1000;
const NS_PER_MS = 1_000_000n;

const targetSchema = v.object({
  refId: v.string(),
  expr: v.string(),
  queryType: v.optional(v.literal('range', 'the workbench’s Loki answers only queryType range')),
  maxLines: v.optional(v.number()),
  direction: v.optional(
    v.picklist(['forward', 'backward'], 'the workbench’s Loki knows the directions forward and backward')
  ),
});

type Target = v.InferOutput<typeof targetSchema>;

/**
 * Answers as Loki's data source of Grafana 12.4 does: one logs frame a target, emitted twice (Streaming, then Done) with
 * one key; an error is emitted once.
 */
export function answerLoki(memory: Memory, request: SourceRequest): readonly Emission[] {
  const key = request.requestId;
  const data: FrameJson[] = [];
  const errors: AnswerError[] = [];
  for (const given of request.targets) {
    const refId = v.is(v.object({ refId: v.string() }), given) ? given.refId : 'A';
    try {
      const target = v.safeParse(targetSchema, given);
      if (!target.success) {
        throw new Refusal(target.issues[0].message);
      }
      data.push(answerTarget(memory, request, target.output));
    } catch (thrown) {
      errors.push(errorOf(thrown, refId));
    }
  }
  if (errors.length > 0) {
    return [failed(errors, data, key)];
  }
  return [
    { state: 'Streaming', key, data },
    { state: 'Done', key, data },
  ];
}

function answerTarget(memory: Memory, request: SourceRequest, target: Target): FrameJson {
  const { expr, refId, direction = 'backward', maxLines: limit = DEFAULT_LIMIT } = target;
  const query = readLogQl(expr);
  const streams = memory.logs.filter((log) => inRange(log, request) && query.selects(log.labels));
  const found: FoundLine[] = [];
  for (const log of direction === 'forward' ? streams : streams.reverse()) {
    const row = rowOf(log);
    if (query.stages.every((stage) => stage(row))) {
      found.push(row);
    }
    if (found.length === limit) {
      break;
    }
  }
  const bytesRead = streams.reduce((sum, { line }) => sum + line.length, 0);
  return logsFrame(found, { refId, expr, limit, searchWords: query.searchWords, linesRead: streams.length, bytesRead });
}

/** Loki's range is [start, end), in nanoseconds. */
function inRange({ timeNs }: StoredLog, { fromMs, toMs }: SourceRequest): boolean {
  return timeNs >= BigInt(Math.floor(fromMs)) * NS_PER_MS && timeNs < BigInt(Math.floor(toMs)) * NS_PER_MS;
}

/** Most lines are filtered out by their text, before anybody looks at labels. */
function rowOf(log: StoredLog): FoundLine {
  let labels: FoundLine['labels'] | undefined;
  return {
    line: log.line,
    timeNs: log.timeNs,
    get labels() {
      labels ??= labelsOf(log);
      return labels;
    },
  };
}

function labelsOf(log: StoredLog): FoundLine['labels'] {
  const labels: FoundLine['labels'] = new Map();
  const add = (from: Readonly<Record<string, string>>, kind: LabelKind) => {
    for (const [name, value] of Object.entries(from)) {
      labels.set(name, { value, kind });
    }
  };
  // Loki's distributor adds the level it detects to the structured metadata of every line.
  add({ detected_level: log.labels.level ?? 'unknown', ...log.metadata }, 'S');
  add(log.labels, 'I');
  return labels;
}
