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
import type { Memory } from '../memory';
import { durationOf } from './condition';
import { metricFrames } from './metrics';
import { spansFrame, tracesFrame } from './search';
import { traceFrame } from './trace';
import { readTraceQl } from './traceql';

const DEFAULT_LIMIT = 20;
const DEFAULT_SPSS = 3;
const NS_PER_MS = 1e6;
const TRACE_ID = /^[0-9a-f]{1,32}$/i;

const targetSchema = v.object({
  refId: v.string(),
  queryType: v.literal('traceql', 'the workbench’s Tempo answers only queryType traceql'),
  query: v.string(),
  tableType: v.optional(v.picklist(['spans', 'traces'], 'the workbench’s Tempo knows the tableTypes spans and traces')),
  metricsQueryType: v.optional(v.literal('range', 'the workbench’s Tempo answers only metricsQueryType range')),
  /** A duration; Grafana lets an empty one stand for none. */
  step: v.optional(v.string()),
  limit: v.optional(v.number()),
  spss: v.optional(v.number()),
});

type Target = v.InferOutput<typeof targetSchema>;

/**
 * Answers as Tempo's data source of Grafana 12.4 does: a target that is a trace ID gives a trace frame, a TraceQL search a
 * table of spans or of traces, a TraceQL metric one frame a series.
 */
export function answerTempo(
  memory: Memory,
  request: SourceRequest,
  source: { uid: string; name: string }
): readonly Emission[] {
  const data: FrameJson[] = [];
  const errors: AnswerError[] = [];
  for (const given of request.targets) {
    const refId = v.is(v.object({ refId: v.string() }), given) ? given.refId : 'A';
    try {
      data.push(...answerTarget(memory, request, source, readTarget(given)));
    } catch (thrown) {
      errors.push(errorOf(thrown, refId));
    }
  }
  return [errors.length === 0 ? { state: 'Done', data } : failed(errors, data)];
}

function readTarget(given: unknown): Target {
  const target = v.safeParse(targetSchema, given);
  if (!target.success) {
    throw new Refusal(target.issues[0].message);
  }
  return target.output;
}

function answerTarget(
  memory: Memory,
  request: SourceRequest,
  source: { uid: string; name: string },
  target: Target
): readonly FrameJson[] {
  if (TRACE_ID.test(target.query)) {
    return [traceFrame(memory, target.query, target.refId)];
  }
  const query = readTraceQl(target.query);
  const { metric } = query;
  if (metric !== undefined) {
    const stepMs = target.step === undefined || target.step === '' ? undefined : durationOf(target.step) / NS_PER_MS;
    return metricFrames(memory, { ...query, metric }, { fromMs: request.fromMs, toMs: request.toMs, stepMs });
  }
  if (request.targets.length > 1) {
    throw new Refusal('the workbench’s Tempo answers one search a request: Grafana sends the first one for all');
  }
  if (target.tableType === undefined) {
    throw new Refusal('the workbench’s Tempo needs a tableType for a search');
  }
  const { refId, limit = DEFAULT_LIMIT, spss = DEFAULT_SPSS } = target;
  const search = { refId, limit, spss, fromMs: request.fromMs, toMs: request.toMs };
  return [(target.tableType === 'spans' ? spansFrame : tracesFrame)(memory, query, search, source)];
}
