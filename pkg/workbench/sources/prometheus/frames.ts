import { type FieldJson, frame, type FrameJson } from '../answer';
import type { StoredExemplar } from '../memory';
import type { Labels, StepSeries, Steps, Vector } from './vector';

/** What a target asked. */
export interface Asked {
  readonly refId: string;
  readonly expr: string;
  readonly steps: Steps;
}

/** Where an exemplar label with a trace ID leads. */
export interface ExemplarDestination {
  readonly label: string;
  readonly datasourceUid: string;
  readonly datasourceName: string;
}

/** The frames of a range query as Grafana 12.4 makes them: one a series, or a single one without fields when there is none. */
export function matrixFrames(vector: Vector, asked: Asked): readonly FrameJson[] {
  if (vector.length === 0) {
    return [emptyFrame(asked)];
  }
  return vector.map((series, index) =>
    frame({
      fields: seriesFields(series, asked.steps),
      refId: asked.refId,
      meta: {
        type: 'timeseries-multi',
        typeVersion: [0, 1],
        custom: { ...(index === 0 ? { calculatedMinStep: asked.steps.stepMs } : {}), resultType: 'matrix' },
        ...(index === 0 ? { executedQueryString: executed(asked) } : {}),
        preferredVisualisationType: 'graph',
      },
    })
  );
}

/** The frames of an instant query: one a series, each with one row. */
export function vectorFrames(vector: Vector, asked: Asked): readonly FrameJson[] {
  if (vector.length === 0) {
    return [emptyFrame(asked)];
  }
  return vector.map((series, index) =>
    frame({
      fields: seriesFields(series, asked.steps).map((field) =>
        field.type === 'time' ? { ...field, config: {} } : field
      ),
      refId: asked.refId,
      meta: {
        type: 'numeric-multi',
        typeVersion: [0, 1],
        custom: { ...(index === 0 ? { calculatedMinStep: asked.steps.stepMs } : {}), resultType: 'vector' },
        ...(index === 0 ? { executedQueryString: executed(asked) } : {}),
        preferredVisualisationType: 'graph',
      },
    })
  );
}

/** The frame without fields that an empty or failed query comes with. */
export function emptyFrame(asked: Asked): FrameJson {
  return frame({
    fields: [],
    refId: asked.refId,
    meta: {
      typeVersion: [0, 0],
      custom: { calculatedMinStep: asked.steps.stepMs },
      executedQueryString: executed(asked),
      preferredVisualisationType: 'graph',
    },
  });
}

/** The exemplars' frame: one row each, one column a label of its series or its own. */
export function exemplarFrame(
  exemplars: readonly StoredExemplar[],
  refId: string,
  destinations: readonly ExemplarDestination[]
): FrameJson {
  const rows = exemplars.map(({ timeMs, value, seriesLabels, labels }) => ({
    timeMs,
    value,
    labels: { ...seriesLabels, ...labels },
  }));
  const names = [...new Set(rows.flatMap(({ labels }) => Object.keys(labels)))].sort();
  return frame({
    fields: [
      { name: 'Time', type: 'time', config: {}, values: rows.map(({ timeMs }) => timeMs) },
      { name: 'Value', type: 'number', config: {}, values: rows.map(({ value }) => value) },
      ...names.map((name): FieldJson => ({
        name,
        type: 'string',
        config: linkConfig(destinations.find(({ label }) => label === name)),
        values: rows.map(({ labels }) => labels[name] ?? ''),
      })),
    ],
    refId,
    meta: { typeVersion: [0, 0], custom: { resultType: 'exemplar' }, dataTopic: 'annotations' },
    name: 'exemplar',
  });
}

function seriesFields(series: StepSeries, { startMs, stepMs }: Steps): readonly FieldJson[] {
  const times: number[] = [];
  const values: Array<number | null> = [];
  series.present.forEach((present, step) => {
    if (present === 1) {
      times.push(startMs + step * stepMs);
      // JSON has no NaN; Grafana's wire format sends null and lists the places apart.
      values.push(Number.isFinite(series.values[step]) ? series.values[step] : null);
    }
  });
  const { __name__: name = 'Value', ...rest } = series.labels;
  return [
    { name: 'Time', type: 'time', config: { interval: stepMs }, values: times },
    { name, type: 'number', config: { displayNameFromDS: legend(series.labels, rest) }, labels: series.labels, values },
  ];
}

function legend(all: Labels, rest: Labels): string {
  const pairs = Object.entries(rest)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}="${value}"`);
  return `${all.__name__ ?? ''}${pairs.length === 0 ? '' : `{${pairs.join(', ')}}`}`;
}

function executed({ expr, steps }: Asked): string {
  return `Expr: ${expr}\nStep: ${steps.stepMs / 1000}s`;
}

function linkConfig(destination: ExemplarDestination | undefined): Readonly<Record<string, unknown>> {
  if (destination === undefined) {
    return {};
  }
  return {
    links: [
      {
        title: `Query with ${destination.datasourceName}`,
        url: '',
        internal: {
          query: { query: '${__value.raw}', queryType: 'traceql' },
          panelsState: { trace: { spanId: '${__data.fields["span_id"]}' } },
          datasourceUid: destination.datasourceUid,
          datasourceName: destination.datasourceName,
        },
      },
    ],
  };
}
