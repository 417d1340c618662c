import * as v from 'valibot';

import { identifyService, type IdentityRules } from '../../../src/engine/correlation';
import type { Series } from '../../../src/engine/model';
import { err, ok, problem, type Result } from '../../../src/engine/result';
import { epochMs } from '../../../src/engine/units';

const MS_PER_SECOND = 1000;

const sample = v.tuple([v.number(), v.union([v.string(), v.number()])]);
const answers = v.array(
  v.object({
    data: v.object({
      result: v.array(v.object({ metric: v.record(v.string(), v.string()), values: v.optional(v.array(sample), []) })),
    }),
  })
);

/**
 * Reads Prometheus `query_range` answers: one series for each element of `data.result`. `NaN` is a gap; the infinities of
 * histogram bounds stay.
 * @returns the problem `metrics.bad-shape` {reason} when it is no list of such answers.
 */
export function readMetrics(json: unknown, rules: IdentityRules): Result<readonly Series[]> {
  const parsed = v.safeParse(answers, json);
  if (!parsed.success) {
    const [issue] = parsed.issues;
    return err(problem('metrics.bad-shape', { reason: `${v.getDotPath(issue) ?? 'document'}: ${issue.message}` }));
  }
  return ok(parsed.output.flatMap(({ data }) => data.result.map((series) => readSeries(series, rules))));
}

function readSeries(
  { metric, values }: v.InferOutput<typeof answers>[number]['data']['result'][number],
  rules: IdentityRules
): Series {
  const { __name__: name = '', ...labels } = metric;
  const times = values.map(([seconds]) => epochMs(seconds * MS_PER_SECOND));
  const [first, second] = times;
  return {
    name,
    labels,
    times,
    values: values.map(([, text]) => (Number.isNaN(Number(text)) ? null : Number(text))),
    unit: '',
    intervalMs: first === undefined || second === undefined ? undefined : second - first,
    service: identifyService({ labels }, rules),
    signal: undefined,
    quantile: undefined,
  };
}
