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
import { spansFrame } from './search';
import { traceFrame } from './trace';

const DEFAULT_LIMIT = 20;
const DEFAULT_SPSS = 3;
const TRACE_ID = /^[0-9a-f]{1,32}$/i;

const targetSchema = v.object({
  refId: v.string(),
  queryType: v.literal('traceql', 'the workbench’s Tempo answers only queryType traceql'),
  query: v.string(),
  tableType: v.optional(v.literal('spans', 'the workbench’s Tempo answers only tableType spans')),
  limit: v.optional(v.number()),
  spss: v.optional(v.number()),
});

type Target = v.InferOutput<typeof targetSchema>;

/**
 * Answers as Tempo's data source of Grafana 12.4 does: targets that are trace IDs give one trace frame each, a TraceQL
 * search gives a table of spans. What is a search is decided by the first target, as in Grafana.
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
      data.push(answerTarget(memory, request, source, readTarget(given)));
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
): FrameJson {
  if (TRACE_ID.test(target.query)) {
    return traceFrame(memory, target.query, target.refId);
  }
  if (request.targets.length > 1) {
    throw new Refusal('the workbench’s Tempo answers one search a request: Grafana sends the first one for all');
  }
  if (target.tableType === undefined) {
    throw new Refusal('the workbench’s Tempo needs tableType: spans for a search');
  }
  const { limit = DEFAULT_LIMIT, spss = DEFAULT_SPSS } = target;
  return spansFrame(
    memory,
    { refId: target.refId, query: target.query, limit, spss, fromMs: request.fromMs, toMs: request.toMs },
    source
  );
}
