import type { DataFrame, Field } from '@grafana/data';
import type { Exemplar, Series, ServiceIdentity } from '../../engine/model';
import { clewFrame, HIDDEN, linked, numberField, otherField, textField, timeField } from '../field';
import { ANNOTATIONS, FIELD_TYPE, TIME_SERIES_MULTI } from '../grafana-enums';
import { seriesLinks, traceLinks, type WriteOptions } from '../links';
import { EXEMPLAR_FIELDS } from './exemplar-fields';

/** How series are written. */
export interface WriteSeriesOptions extends WriteOptions {
  /** The query behind a series: what its link opens. */
  readonly expr?: (series: Series) => string | undefined;
}

/**
 * Writes each series as one frame of type `timeseries-multi`, which every built-in time series panel draws.
 * `readSeries(writeSeries(x))` is `x`.
 */
export function writeSeries(series: readonly Series[], options: WriteSeriesOptions): DataFrame[] {
  return series.map((one) => writeOne(one, options));
}

function writeOne(series: Series, options: WriteSeriesOptions): DataFrame {
  const expr = options.expr?.(series);
  const value: Field = {
    name: 'Value',
    type: FIELD_TYPE.number,
    labels: { ...series.labels },
    config: linked(seriesLinks(options, expr), {
      ...(series.unit === '' ? {} : { unit: series.unit }),
      ...(series.name === '' ? {} : { displayNameFromDS: series.name }),
    }),
    values: [...series.values],
  };
  const interval = series.intervalMs === undefined ? {} : { interval: series.intervalMs };
  return clewFrame({
    kind: 'series',
    name: series.name,
    options,
    tag: {
      name: series.name,
      service: series.service,
      signal: series.signal,
      quantile: series.quantile,
      intervalMs: series.intervalMs,
    },
    meta: { type: TIME_SERIES_MULTI, typeVersion: [0, 1], preferredVisualisationType: 'graph' },
    fields: [timeField('Time', [...series.times], interval), value],
  });
}

/**
 * Writes exemplars as one frame in Prometheus' shape (data topic `annotations`): time series panels draw them as points,
 * with every label in the tooltip and the trace linked. `readExemplars(writeExemplars(x))` is `x`.
 *
 * @param options - `source` is where the traces are
 */
export function writeExemplars(exemplars: readonly Exemplar[], options: WriteOptions): DataFrame {
  const services: ServiceIdentity[] = [];
  const rowOf = new Map<string, number>();
  const serviceRows = exemplars.map(({ service }) => {
    const name = `${service.key}\n${service.basis}`;
    const row = rowOf.get(name) ?? services.push(service) - 1;
    rowOf.set(name, row);
    return row;
  });
  return clewFrame({
    kind: 'exemplars',
    name: 'exemplar',
    options,
    tag: { services },
    meta: { dataTopic: ANNOTATIONS, custom: { resultType: 'exemplar' } },
    fields: [
      timeField(
        EXEMPLAR_FIELDS.time,
        exemplars.map((exemplar) => exemplar.time)
      ),
      numberField(
        EXEMPLAR_FIELDS.value,
        exemplars.map((exemplar) => exemplar.value)
      ),
      textField(
        EXEMPLAR_FIELDS.traceId,
        exemplars.map((exemplar) => exemplar.traceId),
        linked(traceLinks(options))
      ),
      textField(
        EXEMPLAR_FIELDS.spanId,
        exemplars.map((exemplar) => exemplar.spanId ?? null)
      ),
      ...labelFields(exemplars),
      numberField(EXEMPLAR_FIELDS.service, serviceRows, HIDDEN),
      otherField(
        EXEMPLAR_FIELDS.labels,
        exemplars.map((exemplar) => exemplar.labels),
        HIDDEN
      ),
    ],
  });
}

const taken: ReadonlySet<string> = new Set(Object.values(EXEMPLAR_FIELDS));

function labelFields(exemplars: readonly Exemplar[]): Field[] {
  const names = new Set(exemplars.flatMap(({ labels }) => Object.keys(labels)));
  return [...names]
    .filter((name) => !taken.has(name) && !/^(trace|span)[^a-z]*id$/i.test(name))
    .map((name) =>
      textField(
        name,
        exemplars.map(({ labels }) => labels[name] ?? null)
      )
    );
}
