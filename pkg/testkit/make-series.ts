import { defaultIdentityRules, identifyService } from '../../src/engine/correlation';
import type { Exemplar, GoldenSignal, Labels, Series } from '../../src/engine/model';
import { epochMsAt } from './clock';

/** A series as a test writes it: samples at a fixed interval from a time in milliseconds after the fixed epoch. */
export interface SeriesDraft {
  readonly service?: string;
  readonly name?: string;
  readonly labels?: Labels;
  readonly signal?: GoldenSignal;
  readonly quantile?: number;
  readonly unit?: string;
  readonly from?: number;
  readonly intervalMs?: number;
  readonly values: ReadonlyArray<number | null>;
}

/** Makes a series; a service that is left out stays unmapped. */
export function makeSeries(draft: SeriesDraft): Series {
  const interval = draft.intervalMs ?? 5_000;
  const labels = { ...(draft.service === undefined ? {} : { service: draft.service }), ...draft.labels };
  return {
    name: draft.name ?? draft.signal ?? 'value',
    labels,
    times: draft.values.map((_, sample) => epochMsAt((draft.from ?? 0) + sample * interval)),
    values: draft.values,
    unit: draft.unit ?? '',
    intervalMs: interval,
    service: identifyService({ labels }, defaultIdentityRules),
    signal: draft.signal,
    quantile: draft.quantile,
  };
}

/** Makes an exemplar at milliseconds after the fixed epoch. */
export function makeExemplar(at: number, traceId: string, draft: { service?: string; value?: number } = {}): Exemplar {
  const labels: Labels = { trace_id: traceId, ...(draft.service === undefined ? {} : { service: draft.service }) };
  return {
    time: epochMsAt(at),
    value: draft.value ?? 1,
    traceId,
    spanId: undefined,
    labels,
    service: identifyService({ labels }, defaultIdentityRules),
  };
}
