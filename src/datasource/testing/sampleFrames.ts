import { DataFrameType, FieldType, toDataFrame, type DataFrame } from '@grafana/data';

/** When the sample request began: 2026-03-01T12:00:00Z. */
export const SAMPLE_MS = 1_772_366_400_000;
export const SAMPLE_TRACE = '0af7651916cd43dd8448eb211c80319c';
export const SAMPLE_ID = 'req_x';

/** Frames of the shapes that were recorded from Grafana 12.4.0, for one request through two services. */
export function searchFrame(traceIds: readonly string[], refId = 'A'): DataFrame {
  return toDataFrame({
    name: 'Spans',
    refId,
    fields: [
      { name: 'traceIdHidden', type: FieldType.string, values: [...traceIds] },
      { name: 'traceService', type: FieldType.string, values: traceIds.map(() => 'frontend') },
      { name: 'traceName', type: FieldType.string, values: traceIds.map(() => 'GET /checkout') },
      { name: 'spanID', type: FieldType.string, values: traceIds.map(() => '00f067aa0ba902b7') },
      { name: 'time', type: FieldType.time, values: traceIds.map(() => SAMPLE_MS) },
      { name: 'name', type: FieldType.string, values: traceIds.map(() => 'GET /checkout') },
      { name: 'duration', type: FieldType.number, values: traceIds.map(() => 2_000_000_000) },
    ],
  });
}

export function traceFrame(traceId: string, refId = 'A'): DataFrame {
  const tags = [{ key: 'request_id', value: SAMPLE_ID }];
  const values = (field: string): unknown[] => {
    const columns: Record<string, unknown[]> = {
      traceID: [traceId, traceId],
      spanID: ['00f067aa0ba902b7', '00f067aa0ba902b8'],
      parentSpanID: ['', '00f067aa0ba902b7'],
      operationName: ['GET /checkout', 'charge'],
      serviceName: ['frontend', 'payment'],
      kind: ['server', 'server'],
      statusCode: [2, 2],
      statusMessage: ['', 'timeout'],
      startTime: [SAMPLE_MS, SAMPLE_MS + 10],
      duration: [2000, 1900],
      serviceTags: [[{ key: 'service.name', value: 'frontend' }], [{ key: 'service.name', value: 'payment' }]],
      tags: [tags, tags],
      logs: [null, null],
      references: [null, null],
    };
    return columns[field];
  };
  const numbers = new Set(['statusCode', 'startTime', 'duration']);
  const others = new Set(['serviceTags', 'tags', 'logs', 'references']);
  const names = [
    ...['traceID', 'spanID', 'parentSpanID', 'operationName', 'serviceName', 'kind', 'statusCode', 'statusMessage'],
    ...['serviceTags', 'startTime', 'duration', 'logs', 'references', 'tags'],
  ];
  return toDataFrame({
    name: 'Trace',
    refId,
    meta: { preferredVisualisationType: 'trace', custom: { partial: false, message: '' } },
    fields: names.map((name) => ({
      name,
      type: numbers.has(name) ? FieldType.number : others.has(name) ? FieldType.other : FieldType.string,
      values: values(name),
    })),
  });
}

export function logsFrame(count: number, limit: number, refId = 'A'): DataFrame {
  const rows = Array.from({ length: count }, (_, row) => row);
  const at = (row: number): number => SAMPLE_MS + row;
  return toDataFrame({
    refId,
    meta: { limit, preferredVisualisationType: 'logs', custom: { frameType: 'LabeledTimeValues' } },
    fields: [
      { name: 'labels', type: FieldType.other, values: rows.map(() => ({ service_name: 'payment', level: 'error' })) },
      { name: 'Time', type: FieldType.time, values: rows.map(at) },
      {
        name: 'Line',
        type: FieldType.string,
        values: rows.map((row) =>
          JSON.stringify({ message: `attempt ${row}`, request_id: SAMPLE_ID, trace_id: SAMPLE_TRACE })
        ),
      },
      { name: 'tsNs', type: FieldType.string, values: rows.map((row) => `${at(row)}000000`) },
      { name: 'labelTypes', type: FieldType.other, values: rows.map(() => ({})) },
      { name: 'id', type: FieldType.string, values: rows.map((row) => `${at(row)}000000_${row}`) },
    ],
  });
}

export function seriesFrame(service: string, value: number, refId: string): DataFrame {
  return toDataFrame({
    refId,
    meta: { type: DataFrameType.TimeSeriesMulti, custom: { resultType: 'matrix' } },
    fields: [
      { name: 'Time', type: FieldType.time, config: { interval: 5000 }, values: [SAMPLE_MS, SAMPLE_MS + 5000] },
      { name: 'Value', type: FieldType.number, labels: { service }, values: [value, value] },
    ],
  });
}

/** As Prometheus answers a discovery: a series for each metric and its labels. */
export function presenceFrames(
  metrics: readonly string[],
  labels: ReadonlyArray<Readonly<Record<string, string>>>,
  refId: string
): readonly DataFrame[] {
  return metrics.flatMap((metric) =>
    labels.map((own) =>
      toDataFrame({
        refId,
        meta: { type: DataFrameType.TimeSeriesMulti, custom: { resultType: 'matrix' } },
        fields: [
          { name: 'Time', type: FieldType.time, config: { interval: 300_000 }, values: [SAMPLE_MS] },
          { name: metric, type: FieldType.number, labels: { __name__: metric, ...own }, values: [1] },
        ],
      })
    )
  );
}

export function exemplarFrame(traceIds: readonly string[], refId: string): DataFrame {
  return toDataFrame({
    name: 'exemplar',
    refId,
    meta: { dataTopic: 'annotations', custom: { resultType: 'exemplar' } },
    fields: [
      { name: 'Time', type: FieldType.time, values: traceIds.map(() => SAMPLE_MS) },
      { name: 'Value', type: FieldType.number, values: traceIds.map(() => 1.9) },
      { name: 'service', type: FieldType.string, values: traceIds.map(() => 'payment') },
      { name: 'traceID', type: FieldType.string, values: [...traceIds] },
    ],
  });
}
