import type { IdentityRules } from '../../engine/correlation';
import type { GoldenSignal, Series, ServiceIdentity } from '../../engine/model';
import type { Outcome } from '../../engine/result';
import { epochMs } from '../../engine/units';
import { checkFrame, checkLengths } from '../check';
import {
  fieldOfType,
  fieldsOf,
  fieldsOfType,
  frameName,
  isRecord,
  numberOf,
  optionalText,
  textOf,
  type FieldInput,
  type FrameInput,
} from '../frame';
import { RelevantFields } from '../identity';
import { Problems } from '../problems';
import { readIdentity, tagOf } from '../tag';
import { seriesLabels } from './labels';
import { readSamples, type Samples } from './samples';
import { meaningOf, type SeriesMeaning } from './signal';

/**
 * Reads time series frames: `timeseries-multi` (one series a frame), wide (several number fields), long (string fields
 * beside the numbers, split by their values), and our own. The time field may have any name.
 *
 * Times are epoch milliseconds, ascending; gaps are `null`. Quotes of TraceQL label values are taken off. The signal is
 * stated by our own frames; for others it is what the query text leaves no doubt of.
 *
 * @returns one series for each distinct set of labels of each number field; frames without fields (an empty answer)
 * give none, without a problem.
 */
export function readSeries(frames: readonly FrameInput[], rules: IdentityRules): Outcome<readonly Series[]> {
  const problems = new Problems();
  const relevant = new RelevantFields(rules);
  const queries = queriesByRef(frames);
  const series = frames.flatMap((frame) =>
    checkFrame(frame, problems) && fieldsOf(frame).length > 0 ? readFrame(frame, queries, relevant, problems) : []
  );
  return { result: series, problems: problems.list() };
}

/** Prometheus states the query on the first frame of a refId only. */
function queriesByRef(frames: readonly FrameInput[]): ReadonlyMap<string, string> {
  const queries = new Map<string, string>();
  for (const frame of frames) {
    const query = isRecord(frame) && isRecord(frame.meta) ? optionalText(frame.meta.executedQueryString) : undefined;
    if (query !== undefined) {
      queries.set(textOf(frame.refId), query);
    }
  }
  return queries;
}

function readFrame(
  frame: FrameInput,
  queries: ReadonlyMap<string, string>,
  relevant: RelevantFields,
  problems: Problems
): readonly Series[] {
  const time = fieldOfType(frame, 'time');
  const numbers = fieldsOfType(frame, 'number');
  if (time === undefined || numbers.length === 0) {
    problems.add('frame.field-missing', { frame: frameName(frame), field: time === undefined ? 'time' : 'number' });
    return [];
  }
  checkLengths(frame, problems);
  const texts = fieldsOfType(frame, 'string');
  const query = queries.get(textOf(frame.refId)) ?? '';
  const tag = tagOf(frame, 'series');
  return numbers.flatMap((field) =>
    readSamples({ time, field, texts, frame: frameName(frame), problems }).map((samples) =>
      oneSeries({ frame, time, field, samples, query, tag, relevant })
    )
  );
}

interface SeriesParts {
  readonly frame: FrameInput;
  readonly time: FieldInput;
  readonly field: FieldInput;
  readonly samples: Samples;
  readonly query: string;
  readonly tag: Readonly<Record<string, unknown>> | undefined;
  readonly relevant: RelevantFields;
}

function oneSeries({ frame, time, field, samples, query, tag, relevant }: SeriesParts): Series {
  const labels = { ...(tag === undefined ? seriesLabels(field.labels) : field.labels), ...samples.labels };
  const meaning = tag === undefined ? meaningOf(query, labels) : statedMeaning(tag);
  return {
    name: tag === undefined ? nameOf(frame, field, labels) : textOf(tag.name),
    labels,
    times: samples.times,
    values: samples.values,
    unit: textOf(field.config?.unit),
    intervalMs: tag === undefined ? interval(time, samples) : numberOf(tag.intervalMs),
    service: statedService(tag) ?? relevant.ofLabels(labels),
    ...meaning,
  };
}

const signals: readonly GoldenSignal[] = ['traffic', 'errors', 'latency', 'saturation'];

function statedMeaning(tag: Readonly<Record<string, unknown>>): SeriesMeaning {
  return { signal: signals.find((signal) => signal === tag.signal), quantile: numberOf(tag.quantile) };
}

function statedService(tag: Readonly<Record<string, unknown>> | undefined): ServiceIdentity | undefined {
  return tag === undefined ? undefined : readIdentity(tag.service);
}

/** The metric's name where there is one, else what the source displays, else the labels. */
function nameOf(frame: FrameInput, field: FieldInput, labels: Readonly<Record<string, string>>): string {
  const stated = labels.__name__ ?? field.config?.displayNameFromDS ?? field.config?.displayName;
  return textOf(stated) || textOf(frame.name) || field.name;
}

/** The source's step, else the smallest distance of two samples. */
function interval(time: FieldInput, { times }: Samples): number | undefined {
  const stated = numberOf(time.config?.interval);
  if (stated !== undefined && stated > 0) {
    return stated;
  }
  let least = Infinity;
  for (let i = 1; i < times.length; i++) {
    const distance = (times[i] ?? epochMs(0)) - (times[i - 1] ?? epochMs(0));
    least = distance > 0 ? Math.min(least, distance) : least;
  }
  return Number.isFinite(least) ? least : undefined;
}
