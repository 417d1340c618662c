import { problem, type Problem, type ProblemParams } from '../engine/result';

/**
 * Everything the readers may find wrong. `frame` is the frame's refId or name; `value` is the first offending value,
 * cut at 80 characters; `Problem.count` says how many rows it concerns.
 *
 * | code | params | what was done |
 * |---|---|---|
 * | `frame.not-a-frame` | - | value without fields skipped |
 * | `frame.field-missing` | frame, field | frame skipped |
 * | `frame.field-length` | frame, field, rows, expected | missing cells read as empty, their rows follow the rules below |
 * | `frame.version-unknown` | frame, kind, version | frame refused |
 * | `frame.kind-unknown` | frame, kind | frame refused |
 * | `frame.bad-tag` | frame | what is ours was ignored, the frame was read as a plain one |
 * | `trace.bad-trace-id` | frame, value | row dropped |
 * | `trace.bad-span-id` | frame, value | row dropped |
 * | `trace.bad-start` | frame, value | row dropped |
 * | `trace.bad-duration` | frame, value | read as 0 |
 * | `trace.negative-duration` | frame, value | read as 0, flagged |
 * | `trace.bad-attributes` | frame, value | read as none |
 * | `trace.duplicate-span` | frame, value | row kept and flagged |
 * | `trace.parent-cycle` | frame, value | cycle cut, row flagged |
 * | `log.bad-time` | frame, value | row dropped |
 * | `log.bad-line` | frame, value | row dropped |
 * | `log.bad-labels` | frame, value | read as none |
 * | `series.bad-time` | frame, value | sample dropped |
 * | `series.bad-value` | frame, value | read as a gap |
 * | `series.unsorted` | frame, value | samples sorted by time |
 * | `exemplar.no-trace-id` | frame | frame skipped: no field carries a trace ID |
 * | `exemplar.bad-row` | frame, value | row dropped: time, value or trace ID is missing |
 * | `search.bad-trace-id` | frame, value | row dropped |
 * | `table.bad-row` | frame, value | row of a report, coverage or timeline dropped |
 */
export type FrameProblemCode =
  | 'frame.not-a-frame'
  | 'frame.field-missing'
  | 'frame.field-length'
  | 'frame.version-unknown'
  | 'frame.kind-unknown'
  | 'frame.bad-tag'
  | 'trace.bad-trace-id'
  | 'trace.bad-span-id'
  | 'trace.bad-start'
  | 'trace.bad-duration'
  | 'trace.negative-duration'
  | 'trace.bad-attributes'
  | 'trace.duplicate-span'
  | 'trace.parent-cycle'
  | 'log.bad-time'
  | 'log.bad-line'
  | 'log.bad-labels'
  | 'series.bad-time'
  | 'series.bad-value'
  | 'series.unsorted'
  | 'exemplar.no-trace-id'
  | 'exemplar.bad-row'
  | 'search.bad-trace-id'
  | 'table.bad-row';

const SHOWN_CHARACTERS = 80;

/** Collects problems of one call: the same problem of the same frame is one entry with a count. */
export class Problems {
  private readonly met = new Map<string, { readonly code: string; readonly params: ProblemParams; count: number }>();

  /** Notes a problem of a frame as a whole. */
  public add(code: FrameProblemCode, params: ProblemParams): void {
    this.count(`${code}\n${Object.values(params).join('\n')}`, code, () => params);
  }

  /** Notes a problem of one row; the first value met stands for all. */
  public row(code: FrameProblemCode, frame: string, value: unknown): void {
    this.count(`${code}\n${frame}`, code, () => ({ frame, value: shown(value) }));
  }

  public list(): readonly Problem[] {
    return [...this.met.values()].map(({ code, params, count }) => problem(code, params, count));
  }

  private count(key: string, code: string, params: () => ProblemParams): void {
    const known = this.met.get(key);
    if (known === undefined) {
      this.met.set(key, { code, params: params(), count: 1 });
    } else {
      known.count += 1;
    }
  }
}

function shown(value: unknown): string {
  if (typeof value === 'string') {
    return value.slice(0, SHOWN_CHARACTERS);
  }
  if (typeof value === 'object' && value !== null) {
    return Array.isArray(value) ? 'array' : 'object';
  }
  return String(value);
}
