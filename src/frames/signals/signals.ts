import type { DataFrame } from '@grafana/data';
import { defaultIdentityRules } from '../../engine/correlation';
import type { Outcome, Problem } from '../../engine/result';
import { SIGNAL_ROLES, type Measure } from '../../engine/signals';
import { customOf, isRecord, numberOf, textOf, type FrameInput } from '../frame';
import { readSeries } from '../metrics/read-series';
import { writeSeries, type WriteSeriesOptions } from '../metrics/write';
import { tagOf } from '../tag';
import { readResource, readSubject, subjectLabels } from './subject';

export interface WriteSignalsOptions extends Omit<WriteSeriesOptions, 'expr'> {
  /** What a legend calls a measure; the series' name when absent. */
  readonly title?: (measure: Measure) => string;
  /** The query behind a measure: what its link opens. */
  readonly expr?: (measure: Measure) => string | undefined;
}

/**
 * Writes each measure as one frame of kind `series`, which every built-in time series panel draws. Labels are those of the
 * subject: `service`, `instance`, or `client` and `server`; a baseline's have `baseline: "true"` too, for overrides.
 * `readSignals(writeSignals(x))` is `x`, but for the labels.
 */
export function writeSignals(measures: readonly Measure[], options: WriteSignalsOptions): DataFrame[] {
  const { title, expr, ...rest } = options;
  return measures.map((measure) => {
    const series = { ...measure.series, labels: subjectLabels(measure.subject, measure.baseline) };
    const [frame] = writeSeries([series], { ...rest, expr: () => expr?.(measure) });
    const { subject, role, resource, convention, baseline, lookbackMs } = measure;
    const clew = customOf(frame).clew;
    const tag = { ...(isRecord(clew) ? clew : {}), subject, role, resource, convention, baseline, lookbackMs };
    return {
      ...frame,
      meta: { ...frame.meta, custom: { ...frame.meta?.custom, clew: tag } },
      fields: frame.fields.map((field) =>
        title === undefined || field.name !== 'Value'
          ? field
          : { ...field, config: { ...field.config, displayNameFromDS: title(measure) } }
      ),
    };
  });
}

/** Reads the measures among series frames of ours; other frames, and series that are no measure, are passed over. */
export function readSignals(frames: readonly FrameInput[]): Outcome<readonly Measure[]> {
  const problems: Problem[] = [];
  const measures = frames.flatMap((frame): readonly Measure[] => {
    const tag = tagOf(frame, 'series');
    const role = SIGNAL_ROLES.find((one) => one === tag?.role);
    const subject = readSubject(tag?.subject);
    if (tag === undefined || role === undefined || subject === undefined) {
      return [];
    }
    // The identity is stated by the tag: the rules are not asked.
    const read = readSeries([frame], defaultIdentityRules);
    problems.push(...read.problems);
    const lookbackMs = numberOf(tag.lookbackMs);
    const shared = {
      subject,
      role,
      resource: readResource(tag.resource),
      convention: textOf(tag.convention),
      baseline: tag.baseline === true,
      ...(lookbackMs === undefined || lookbackMs < 0 ? {} : { lookbackMs }),
    };
    return read.result.map((series) => ({ ...shared, series }));
  });
  return { result: measures, problems };
}
