import type { DataFrame } from '@grafana/data';
import { serviceIdentity, type IdentityRules } from '../../engine/correlation';
import type { Exemplar, Labels, Series, ServiceIdentity } from '../../engine/model';
import type { Problem } from '../../engine/result';
import {
  subjectKey,
  serviceName,
  type LabelNames,
  type Measure,
  type Presence,
  type Subject,
  worstOf,
} from '../../engine/signals';
import { epochMs } from '../../engine/units';
import { classifyFrames, readExemplars, readSeries } from '../../frames';
import type { AskedSignal } from './asked';

/** Frames read as what was asked. */
export interface ReadSignals {
  readonly measures: readonly Measure[];
  readonly exemplars: readonly Exemplar[];
  readonly problems: readonly Problem[];
  /** There were frames, and none that could be series. */
  readonly stray: boolean;
}

/** Reads the answer of a discovery: every metric and subject that was seen at any step. */
export function readPresences(frames: readonly DataFrame[]): {
  readonly presences: readonly Presence[];
  readonly problems: readonly Problem[];
  readonly stray: boolean;
} {
  const { series: wanted, ignored } = classifyFrames(frames);
  const { result, problems } = readSeries(wanted, { order: [], overrides: [] });
  return {
    presences: result.flatMap(({ labels }) => {
      const { __name__: metric, ...others } = labels;
      return metric === undefined || metric === '' ? [] : [{ metric, labels: others }];
    }),
    problems,
    stray: wanted.length === 0 && ignored.length < frames.length,
  };
}

/**
 * Reads frames as the signals that were asked for, by the `refId` of their targets; series of subjects that were not asked
 * for are left out.
 *
 * @param refIds - `refId` of each asked signal's target
 * @param baseline - milliseconds by which times are moved; `undefined` for the range itself
 */
export function readSignals(
  frames: readonly DataFrame[],
  asked: readonly AskedSignal[],
  refIds: readonly string[],
  rules: IdentityRules,
  baseline?: number
): ReadSignals {
  const classified = classifyFrames(frames);
  const { result: exemplars, problems } = readExemplars(classified.exemplars, rules);
  const byRef = new Map<string, DataFrame[]>();
  for (const frame of classified.series) {
    const refId = frame.refId ?? '';
    byRef.set(refId, [...(byRef.get(refId) ?? []), frame]);
  }
  const read = asked.map((signal, index) =>
    signal.exemplarsOnly
      ? { measures: [], problems: [] }
      : measuresOf(signal, byRef.get(refIds[index]) ?? [], rules, baseline)
  );
  return {
    measures: read.flatMap(({ measures }) => measures),
    exemplars,
    problems: [...problems, ...read.flatMap(({ problems: some }) => some)],
    stray: classified.series.length === 0 && classified.ignored.length + classified.exemplars.length < frames.length,
  };
}

function measuresOf(
  asked: AskedSignal,
  frames: readonly DataFrame[],
  rules: IdentityRules,
  baseline: number | undefined
): { readonly measures: readonly Measure[]; readonly problems: readonly Problem[] } {
  const { result, problems } = readSeries(frames, rules);
  const { role, resource, convention, names, name, unit, signal, quantile } = asked;
  const known = new Map(asked.subjects.map((subject) => [subjectKey(subject), subject]));
  const meaning = { name, unit, signal, quantile };
  const shared = { role, resource, convention, baseline: baseline !== undefined };
  if (names === undefined) {
    // The house is as slow as the slowest of its endpoints.
    const series = { ...result[0], ...worstOf(result), ...meaning, labels: {}, service: WHOLE };
    return {
      measures: result.length === 0 ? [] : [{ ...shared, subject: EVERYTHING, series: moved(series, baseline) }],
      problems,
    };
  }
  return {
    measures: result.flatMap((one): readonly Measure[] => {
      const subject = known.get(subjectKey(namedBy(one.labels, names, asked.subjects)));
      return subject === undefined
        ? []
        : [
            {
              ...shared,
              subject,
              series: moved({ ...one, ...meaning, service: identity(one, subject, names) }, baseline),
            },
          ];
    }),
    problems,
  };
}

const EVERYTHING: Subject = { kind: 'whole', service: '' };
/** Nobody in particular: its key is no service's. */
const WHOLE: ServiceIdentity = { key: '', name: '', namespace: undefined, basis: 'whole' };

function namedBy(labels: Labels, { service, instance, client }: LabelNames, [like]: readonly Subject[]): Subject {
  const name = serviceName(service, labels[service]);
  switch (like?.kind) {
    case 'instance':
      return { kind: 'instance', service: name, instance: labels[instance ?? ''] ?? '' };
    case 'edge':
      return { kind: 'edge', service: name, client: serviceName(client ?? '', labels[client ?? '']) };
    default:
      return { kind: 'service', service: name };
  }
}

/** The rules name the service where they agree with the convention; a callee or a container is what its label says. */
function identity({ service, labels }: Series, subject: Subject, names: LabelNames): ServiceIdentity {
  return service.name === subject.service && labels[names.service] !== undefined
    ? service
    : serviceIdentity(subject.service, undefined, `label:${names.service}`);
}

function moved(series: Series, byMs: number | undefined): Series {
  return byMs === undefined || byMs === 0
    ? series
    : { ...series, times: series.times.map((time) => epochMs(time + byMs)) };
}
