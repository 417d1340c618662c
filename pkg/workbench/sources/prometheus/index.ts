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
import type { Memory } from '../memory';
import { evaluate } from './evaluate';
import { selectorsOf } from './expression';
import { emptyFrame, type ExemplarDestination, exemplarFrame, matrixFrames, vectorFrames } from './frames';
import { readPromQl } from './promql';
import type { Steps } from './vector';

export type { ExemplarDestination } from './frames';

/** The Prometheus that `docker-compose.yml` runs; `tests/prometheus` compares with what Debian ships, version 2. */
const VERSION = 3;

/** `timeInterval` of the provisioned source: the scrape interval, and the shortest step. */
const MIN_STEP_MS = 5000;
const MAX_POINTS = 11_000;

const targetSchema = v.object({
  refId: v.string(),
  expr: v.string(),
  range: v.optional(v.boolean(), false),
  instant: v.optional(v.boolean(), false),
  format: v.optional(v.literal('time_series', 'the workbench’s Prometheus answers only format time_series')),
  exemplar: v.optional(v.boolean()),
});

/** Answers as Prometheus' data source of Grafana 12.4 does: one frame a series, exemplars after them. */
export function answerPrometheus(
  memory: Memory,
  request: SourceRequest,
  destinations: readonly ExemplarDestination[]
): readonly Emission[] {
  const data: FrameJson[] = [];
  const errors: AnswerError[] = [];
  const steps = stepsOf(request);
  for (const given of request.targets) {
    const named = v.is(v.object({ refId: v.string(), expr: v.string() }), given) ? given : { refId: 'A', expr: '' };
    try {
      data.push(...answerTarget(memory, request, steps, given, destinations));
    } catch (thrown) {
      errors.push(errorOf(thrown, named.refId));
      data.push(emptyFrame({ ...named, steps }));
    }
  }
  return [errors.length === 0 ? { state: 'Done', data } : failed(errors, data)];
}

function answerTarget(
  memory: Memory,
  { fromMs, toMs }: SourceRequest,
  steps: Steps,
  given: unknown,
  destinations: readonly ExemplarDestination[]
): readonly FrameJson[] {
  const read = v.safeParse(targetSchema, given);
  if (!read.success) {
    throw new Refusal(read.issues[0].message);
  }
  const { refId, exemplar, range, instant } = read.output;
  const expr = fillMacros(read.output.expr, { stepMs: steps.stepMs, rangeMs: toMs - fromMs, scrapeMs: MIN_STEP_MS });
  if (range === instant) {
    throw new Refusal('the workbench’s Prometheus answers range queries or instant ones, one at a time');
  }
  const expression = readPromQl(expr);
  const asked = { refId, expr, steps: instant ? { startMs: toMs, stepMs: steps.stepMs, count: 1 } : steps };
  const vector = evaluate({ series: memory.series, steps: asked.steps, version: VERSION }, expression);
  const series = instant ? vectorFrames(vector, asked) : matrixFrames(vector, asked);
  const selectors = exemplar === true ? selectorsOf(expression) : [];
  const exemplars = memory.exemplars.filter(
    ({ timeMs, seriesLabels }) =>
      timeMs >= fromMs && timeMs <= toMs && selectors.some(({ matches }) => matches(seriesLabels))
  );
  return exemplars.length === 0 ? series : [...series, exemplarFrame(exemplars, refId, destinations)];
}

/** Grafana aligns a range query to its step, both ends downwards. */
function stepsOf({ fromMs, toMs, intervalMs }: SourceRequest): Steps {
  const stepMs = Math.max(MIN_STEP_MS, intervalMs, Math.ceil((toMs - fromMs) / MAX_POINTS));
  const startMs = Math.floor(fromMs / stepMs) * stepMs;
  return { startMs, stepMs, count: Math.max(0, Math.floor((toMs - startMs) / stepMs) + 1) };
}
