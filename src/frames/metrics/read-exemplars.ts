import type { IdentityRules } from '../../engine/correlation';
import type { Exemplar, Labels, ServiceIdentity } from '../../engine/model';
import type { Outcome } from '../../engine/result';
import { epochMs } from '../../engine/units';
import { checkFrame, checkLengths } from '../check';
import {
  column,
  fieldOfType,
  fieldsOf,
  fieldsOfType,
  frameName,
  numberOf,
  optionalText,
  rowsOf,
  textOf,
  timeOf,
  valuesOf,
  type FieldInput,
  type FrameInput,
} from '../frame';
import { RelevantFields } from '../identity';
import { Problems } from '../problems';
import { readIdentities, readIndex, tagOf } from '../tag';
import { EXEMPLAR_FIELDS } from './exemplar-fields';
import { seriesLabels, unquoted } from './labels';

/**
 * Reads exemplar frames: Prometheus' (a string field for every label, the trace ID among them), Tempo's, and our own.
 * The field with the trace ID is found by name whatever its spelling: `traceID`, `trace_id`, `trace.id`. Empty labels
 * count as absent. Trace IDs are not normalised.
 */
export function readExemplars(frames: readonly FrameInput[], rules: IdentityRules): Outcome<readonly Exemplar[]> {
  const problems = new Problems();
  const relevant = new RelevantFields(rules);
  const exemplars = frames.flatMap((frame) =>
    checkFrame(frame, problems) && fieldsOf(frame).length > 0 ? readFrame(frame, relevant, problems) : []
  );
  return { result: exemplars, problems: problems.list() };
}

/** The field that carries trace IDs, whatever its spelling. */
export function traceIdField(frame: FrameInput): FieldInput | undefined {
  return fieldSpelled(frame, 'traceid');
}

function fieldSpelled(frame: FrameInput, plain: string): FieldInput | undefined {
  return fieldsOf(frame).find((field) => field.name.toLowerCase().replace(/[^a-z]/g, '') === plain);
}

function readFrame(frame: FrameInput, relevant: RelevantFields, problems: Problems): readonly Exemplar[] {
  const name = frameName(frame);
  const traceField = traceIdField(frame);
  if (traceField === undefined) {
    problems.add('exemplar.no-trace-id', { frame: name });
    return [];
  }
  checkLengths(frame, problems);
  const times = valuesOf(fieldOfType(frame, 'time'));
  const values = valuesOf(fieldOfType(frame, 'number'));
  const spanField = fieldSpelled(frame, 'spanid');
  const labelsAt = labelReader(frame, [traceField, spanField]);
  const serviceAt = serviceReader(frame, relevant, problems);
  const exemplars: Exemplar[] = [];
  for (let row = 0; row < rowsOf(frame); row++) {
    const time = timeOf(times[row]);
    const value = numberOf(values[row]);
    const traceId = optionalText(valuesOf(traceField)[row]);
    if (time === undefined || value === undefined || traceId === undefined) {
      problems.row('exemplar.bad-row', name, traceId ?? valuesOf(traceField)[row]);
      continue;
    }
    const labels = labelsAt(row);
    const spanId = optionalText(valuesOf(spanField)[row]);
    exemplars.push({ time: epochMs(time), value, traceId, spanId, labels, service: serviceAt(row, labels) });
  }
  return exemplars;
}

function labelReader(frame: FrameInput, except: ReadonlyArray<FieldInput | undefined>): (row: number) => Labels {
  if (tagOf(frame, 'exemplars') !== undefined) {
    const exact = column(frame, EXEMPLAR_FIELDS.labels);
    return (row) => plainLabels(exact[row]);
  }
  const fields = fieldsOfType(frame, 'string').filter((field) => !except.includes(field));
  return (row) =>
    Object.fromEntries(
      fields.flatMap((field): Array<[string, string]> => {
        const text = textOf(valuesOf(field)[row]);
        return text === '' ? [] : [[field.name, unquoted(text)]];
      })
    );
}

function plainLabels(value: unknown): Labels {
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).map(([name, text]) => [name, textOf(text)]))
    : seriesLabels(undefined);
}

function serviceReader(
  frame: FrameInput,
  relevant: RelevantFields,
  problems: Problems
): (row: number, labels: Labels) => ServiceIdentity {
  const tag = tagOf(frame, 'exemplars');
  const stated = readIdentities(tag?.services);
  if (tag !== undefined && stated === undefined) {
    problems.add('frame.bad-tag', { frame: frameName(frame) });
  }
  const rows = column(frame, EXEMPLAR_FIELDS.service);
  return (row, labels) => {
    const index = stated === undefined ? undefined : readIndex(rows[row], stated.length);
    const exact = index === undefined ? undefined : stated?.[index];
    return exact ?? relevant.ofLabels(labels);
  };
}
