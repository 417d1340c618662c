/**
 * The sources against what a real Grafana 12.4.0 emitted: telemetry is rebuilt from a recorded answer, the recorded query
 * is asked again, and the answers are compared field by field.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { answer, type Emission, type FrameJson, remember, type Source, type Telemetry } from '.';
import type { AnyValue, KeyValue, LogEntry, OtlpSpan } from './telemetry';

const FOLDER = join(__dirname, '../../../tests/contracts/grafana-12.4.0');
const NOTHING: Telemetry = { traces: { resourceSpans: [] }, logs: [], metrics: [], exemplars: [] };

const TEMPO: Source = { type: 'tempo', uid: 'tempo', name: 'Tempo', exemplarDestinations: [] };
const LOKI: Source = { type: 'loki', uid: 'loki', name: 'Loki', exemplarDestinations: [] };
const PROMETHEUS: Source = {
  type: 'prometheus',
  uid: 'prom',
  name: 'Prometheus',
  exemplarDestinations: [{ label: 'traceID', datasourceUid: 'tempo', datasourceName: 'Tempo' }],
};

interface Recording {
  readonly targets: ReadonlyArray<Record<string, unknown>>;
  readonly range: { readonly from: number; readonly to: number };
  readonly emissions: readonly Emission[];
}

describe('Tempo as recorded', () => {
  it('rebuilds the trace frame, values and all', () => {
    const recording = read('tempo-trace');
    const frame = recording.emissions[0].data[0];
    expect(ask(TEMPO, { ...NOTHING, traces: tracesOf(frame) }, recording)).toEqual(recording.emissions);
  });

  it('answers an unknown trace with the recorded error', () => {
    const recording = read('tempo-trace-missing');
    expect(ask(TEMPO, NOTHING, recording)).toEqual(recording.emissions);
  });

  it('answers TraceQL that does not parse with the recorded error', () => {
    const recording = read('tempo-bad-query');
    const targets = recording.targets.map((target) => ({ ...target, tableType: 'spans' }));
    expect(ask(TEMPO, NOTHING, { ...recording, targets })).toEqual(recording.emissions);
  });

  it.each(['tempo-search-traces', 'tempo-search-attr-or'])('%s: a row a trace, its spans nested', (name) => {
    const recording = read(name);
    const traces = tracesOf(read('tempo-trace').emissions[0].data[0]);
    // The recorded trace is another request's.
    const query = String(recording.targets[0].query).replaceAll(/req_[0-9a-f]{8}/g, 'req_bda5c43e');
    const targets = [{ ...recording.targets[0], query }];
    const [emission] = ask(TEMPO, { ...NOTHING, traces }, { ...recording, targets });
    expect(shape([emission])).toEqual(shape(recording.emissions));
    const [nested, known] = [emission, recording.emissions[0]].map(({ data }) => values(data[0], 'nested')[0][0]);
    expect(nestedShape(nested)).toEqual(nestedShape(known));
    expect(values(emission.data[0], 'traceDuration')[0]).toBeGreaterThan(0);
  });

  it.each(['tempo-metrics', 'tempo-quantile'])('%s: the frames of TraceQL metrics, but exemplars', (name) => {
    const recording = read(name);
    const recorded = recording.emissions[0].data.filter((frame) => frame.name !== 'exemplar');
    const times = recorded[0].fields[0].values.map(Number);
    // The recording ends where time had come to, so the step is given: Tempo took it from the range that was asked.
    const targets = recording.targets.map((target) => ({ ...target, step: `${(times[1] - times[0]) / 1000}s` }));
    const asked = { ...recording, targets, range: { ...recording.range, to: times[times.length - 1] + 1 } };
    const [emission] = ask(TEMPO, { ...NOTHING, traces: spansFor(recorded, recording.range.from) }, asked);
    expect(shape([emission])).toEqual(shape([{ state: 'Done', data: recorded }]));
    expect(emission.data.map(({ fields }) => fields[0].values)).toEqual(recorded.map(({ fields }) => fields[0].values));
  });

  it('answers a search for spans with the recorded fields', () => {
    const recording = read('tempo-search-spans');
    const traces = tracesOf(read('tempo-trace').emissions[0].data[0]);
    const [emission] = ask(TEMPO, { ...NOTHING, traces }, recording);
    expect(shape([emission])).toEqual(shape(recording.emissions));
    expect(firstRow(emission.data[0])).toEqual(firstRow(recording.emissions[0].data[0]));
  });
});

describe('Loki as recorded', () => {
  it.each(['loki-range', 'loki-json', 'loki-logfmt', 'loki-structured-metadata', 'loki-limit', 'loki-none'])(
    '%s',
    (name) => {
      const recording = read(name);
      const logs = logsOf(recording.emissions[0].data[0]);
      const answered = ask(LOKI, { ...NOTHING, logs }, recording);
      expect(answered.map(({ state }) => state)).toEqual(['Streaming', 'Done']);
      expect(withoutHashes(answered)).toEqual(withoutHashes(recording.emissions));
    }
  );

  it('answers a metric query with the recorded frames', () => {
    const recording = read('loki-metric');
    const recorded = recording.emissions[1].data;
    // One line in the first window of each series, one in the last.
    const logs = recorded.flatMap((frame): readonly LogEntry[] => {
      const times = frame.fields[0].values.map(Number);
      const lines = [times[0] - 1, ...times.slice(1)].map((ms) => String(nanosOf(ms)));
      return lines.map((timeUnixNano) => ({
        timeUnixNano,
        labels: frame.fields[1].labels ?? {},
        metadata: {},
        line: 'x',
      }));
    });
    const answered = ask(LOKI, { ...NOTHING, logs }, recording, 5000);
    expect(answered.map(({ state }) => state)).toEqual(['Streaming', 'Done']);
    expect(shape(withoutHashes(answered))).toEqual(shape(withoutHashes(recording.emissions)));
    expect(answered[1].data.map(({ fields }) => fields[0].values[0])).toEqual(
      recorded.map(({ fields }) => fields[0].values[0])
    );
  });

  it('names the column of a query that does not parse', () => {
    const recording = read('loki-bad-query');
    const [emission] = ask(LOKI, NOTHING, recording);
    expect(emission).toMatchObject({ state: 'Error', data: [], error: { status: 400 } });
    expect(emission.error?.message).toMatch(/^parse error at line 1, col 15: syntax error/);
  });
});

describe('Prometheus as recorded', () => {
  it.each(['prom-range', 'prom-p99'])('%s', (name) => {
    const recording = read(name);
    const answered = ask(PROMETHEUS, { ...NOTHING, metrics: [counters(recording)] }, recording);
    expect(shape(answered)).toEqual(shape(recording.emissions));
  });

  it('has the fields, links and topic of recorded exemplars', () => {
    const recording = read('prom-spanmetrics-exemplars');
    const exemplars = exemplarsOf(recording.emissions[0].data.at(-1));
    const answered = ask(PROMETHEUS, { ...NOTHING, metrics: [counters(recording)], exemplars }, recording);
    expect(shape(answered)).toEqual(shape(recording.emissions));
    expect(answered[0].data.at(-1)).toEqual(recording.emissions[0].data.at(-1));
  });

  it('answers a metric that nobody has with one frame without fields', () => {
    const recording = read('prom-empty');
    expect(ask(PROMETHEUS, NOTHING, recording)).toEqual(recording.emissions);
  });

  it('comes with an empty frame when the query does not parse', () => {
    const recording = read('prom-bad-query');
    const [emission] = ask(PROMETHEUS, NOTHING, recording);
    expect(emission.data).toEqual(recording.emissions[0].data);
    expect(emission.error).toMatchObject({ status: 400 });
  });
});

function read(name: string): Recording {
  return JSON.parse(readFileSync(join(FOLDER, `${name}.json`), 'utf8'));
}

function ask(
  source: Source,
  telemetry: Telemetry,
  { targets, range }: Recording,
  intervalMs = 1000
): readonly Emission[] {
  const request = { requestId: 'Q100', targets, fromMs: range.from, toMs: range.to, intervalMs };
  return answer(remember(telemetry), source, request);
}

/** Cells of a recorded column: JSON that the readers below know by its name. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function values(frame: FrameJson, name: string): readonly any[] {
  return frame.fields.find((field) => field.name === name)?.values ?? [];
}

function attributes(tags: ReadonlyArray<{ key: string; value: string }>): readonly KeyValue[] {
  return tags.map(({ key, value }) => ({ key, value: { stringValue: value } satisfies AnyValue }));
}

/** Float milliseconds hold 1/4 µs, so nanoseconds come back to that. */
function nanosOf(ms: number): bigint {
  return BigInt(Math.round(ms * 1e6));
}

function tracesOf(frame: FrameJson): Telemetry['traces'] {
  const column = (name: string) => values(frame, name);
  const kinds = ['', 'internal', 'server', 'client', 'producer', 'consumer'];
  return {
    resourceSpans: column('spanID').map((spanId: string, row) => {
      const start = nanosOf(column('startTime')[row]);
      const span: OtlpSpan = {
        traceId: column('traceID')[row],
        spanId,
        parentSpanId: column('parentSpanID')[row],
        name: column('operationName')[row],
        kind: kinds.indexOf(column('kind')[row]),
        startTimeUnixNano: String(start),
        endTimeUnixNano: String(start + nanosOf(column('duration')[row])),
        attributes: attributes(column('tags')[row]),
        events: (column('logs')[row] ?? []).map((event: { timestamp: number; name: string; fields: [] }) => ({
          timeUnixNano: String(nanosOf(event.timestamp)),
          name: event.name,
          attributes: attributes(event.fields),
        })),
        status: { code: column('statusCode')[row], message: column('statusMessage')[row] },
      };
      const scope = { name: column('instrumentationLibraryName')[row] };
      return {
        resource: { attributes: attributes(column('serviceTags')[row]) },
        scopeSpans: [{ scope, spans: [span] }],
      };
    }),
  };
}

function logsOf(frame: FrameJson): readonly LogEntry[] {
  return values(frame, 'Line').map((line: string, row) => {
    const kinds: Record<string, string> = values(frame, 'labelTypes')[row];
    const labels: Record<string, string> = values(frame, 'labels')[row];
    const ofKind = (kind: string) =>
      Object.fromEntries(Object.entries(labels).filter(([name]) => kinds[name] === kind));
    return { line, timeUnixNano: values(frame, 'tsNs')[row], labels: ofKind('I'), metadata: ofKind('S') };
  });
}

/** Counters that make the recorded series appear at the recorded steps. */
function counters(recording: Recording): Telemetry['metrics'][number] {
  const name = /([a-z_]+)\[/.exec(String(recording.targets[0].expr))?.[1] ?? '';
  const window = Number(/\[(\d+)([sm])\]/.exec(String(recording.targets[0].expr))?.[2] === 'm' ? 60 : 30);
  const series = recording.emissions[0].data.filter((frame) => frame.name !== 'exemplar');
  const bounds = name.endsWith('_bucket') ? ['0.1', '1', '+Inf'] : [undefined];
  const result = series.flatMap((frame) =>
    bounds.map((le, bound) => ({
      metric: { __name__: name, ...frame.fields[1].labels, ...(le === undefined ? {} : { le }) },
      values: frame.fields[0].values.map(
        (time, index) => [Number(time) / 1000 - 5, String(index * (bound + 1))] satisfies [number, string]
      ),
    }))
  );
  // A rate appears with its second sample, so each series gets one more sample at its last step.
  const last = result.map(({ metric, values: samples }) => ({
    metric,
    values: [...samples, [(samples.at(-1)?.[0] ?? 0) + 5, String(samples.length * 9)] satisfies [number, string]],
  }));
  expect(window).toBeGreaterThan(0);
  return { data: { result: last } };
}

function exemplarsOf(frame: FrameJson | undefined): Telemetry['exemplars'] {
  const rows = frame?.fields[0].values ?? [];
  return rows.map((time, row) => {
    const labels = Object.fromEntries(
      frame?.fields.slice(2).map((field) => [field.name, String(field.values[row])]) ?? []
    );
    const { traceID, ...seriesLabels } = labels;
    const value = String(frame?.fields[1].values[row]);
    return { seriesLabels, exemplars: [{ labels: { traceID }, value, timestamp: Number(time) / 1000 }] };
  });
}

/** Emissions without values, and without IDs that differ from run to run. */
function shape(emissions: readonly Emission[]): unknown {
  return emissions.map(({ state, data }) => ({
    state,
    data: data.map(({ fields, length: _, ...frame }) => ({
      ...frame,
      fields: fields.map(({ values: __, ...field }) => field),
    })),
  }));
}

/** One span for each series of a recorded metric, so that the workbench knows its labels. */
function spansFor(frames: readonly FrameJson[], fromMs: number): Telemetry['traces'] {
  const statuses = ['unset', 'ok', 'error'];
  const label = (frame: FrameJson, name: string) => frame.fields[1].labels?.[name]?.replaceAll('"', '');
  return {
    resourceSpans: frames
      .filter((frame) => frame.fields.length === 2)
      .map((frame, row) => ({
        resource: {
          attributes: attributes([{ key: 'service.name', value: label(frame, 'resource.service.name') ?? 'payment' }]),
        },
        scopeSpans: [
          {
            spans: [
              {
                traceId: String(row + 1),
                spanId: String(row + 1),
                name: 'x',
                kind: 2,
                startTimeUnixNano: String(nanosOf(fromMs + 5000)),
                endTimeUnixNano: String(nanosOf(fromMs + 5001)),
                status: { code: Math.max(0, statuses.indexOf(label(frame, 'status') ?? '')) },
              },
            ],
          },
        ],
      })),
  };
}

/** Fields of a nested frame; what Grafana says of their types on the wire is left out. */
function nestedShape({ fields, length, ...frame }: FrameJson): unknown {
  return { ...frame, length: typeof length, fields: fields.map(({ name, type, config }) => ({ name, type, config })) };
}

function firstRow(frame: FrameJson): ReadonlyArray<readonly [string, unknown]> {
  return frame.fields.map((field): [string, unknown] => [field.name, field.values[0]]);
}

/** Row IDs hash what Loki hashes its own way, statistics are of another machine, and the key is random. */
function withoutHashes(emissions: readonly Emission[]): readonly Emission[] {
  return emissions.map(({ state, data }) => ({
    state,
    data: data.map((frame) => ({
      ...frame,
      meta: { ...frame.meta, stats: statNames(frame.meta.stats) },
      fields: frame.fields.map((field) =>
        field.name === 'id' ? { ...field, values: field.values.map((id) => String(id).replace(/_.*/, '')) } : field
      ),
    })),
  }));
}

function statNames(stats: unknown): unknown {
  return Array.isArray(stats) ? stats.map(({ value: _, ...stat }: Record<string, unknown>) => stat) : stats;
}
