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
import { fillMacros } from '../macros';
import type { Memory, StoredLog } from '../memory';
import { type FoundLine, logsFrame } from './frame';
import { rowOf } from './lines';
import { readLogQl } from './logql';
import { durationMs } from './metricQuery';
import type { Steps } from '../prometheus/vector';
import { metricFrames } from './metrics';

const DEFAULT_LIMIT = 1000;
const NS_PER_MS = 1_000_000n;

const targetSchema = v.object({
  refId: v.string(),
  expr: v.string(),
  queryType: v.optional(v.literal('range', 'the workbench’s Loki answers only queryType range')),
  maxLines: v.optional(v.number()),
  /** Of a metric query, as a duration. */
  step: v.optional(v.string()),
  direction: v.optional(
    v.picklist(['forward', 'backward'], 'the workbench’s Loki knows the directions forward and backward')
  ),
});

type Target = v.InferOutput<typeof targetSchema>;

/**
 * Answers as Loki's data source of Grafana 12.4 does: one logs frame a target, or a frame a series of a metric query, emitted twice (Streaming, then Done) with
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
      data.push(...answerTarget(memory, request, target.output));
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

function answerTarget(memory: Memory, request: SourceRequest, target: Target): readonly FrameJson[] {
  const { expr, refId, direction = 'backward', maxLines: limit = DEFAULT_LIMIT } = target;
  const steps = stepsOf(request, target.step);
  const intervals = { stepMs: steps.stepMs, rangeMs: request.toMs - request.fromMs, scrapeMs: 0 };
  const query = readLogQl(fillMacros(expr, intervals));
  if (query.kind === 'metric') {
    return metricFrames(memory.logs, query.metric, { refId, expr, steps });
  }
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
  const { searchWords } = query;
  return [logsFrame(found, { refId, expr, limit, searchWords, linesRead: streams.length, bytesRead })];
}

/** Grafana aligns a metric query to its step, the start downwards and the end upwards. */
function stepsOf({ fromMs, toMs, intervalMs }: SourceRequest, step: string | undefined): Steps {
  const stepMs = step === undefined || step === '' ? Math.max(1, intervalMs) : durationMs(step);
  const startMs = Math.floor(fromMs / stepMs) * stepMs;
  return { startMs, stepMs, count: Math.ceil((toMs - startMs) / stepMs) + 1 };
}

/** Loki's range is [start, end), in nanoseconds. */
function inRange({ timeNs }: StoredLog, { fromMs, toMs }: SourceRequest): boolean {
  return timeNs >= BigInt(Math.floor(fromMs)) * NS_PER_MS && timeNs < BigInt(Math.floor(toMs)) * NS_PER_MS;
}
