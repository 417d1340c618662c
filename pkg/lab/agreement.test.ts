import { type LabIncident, runScenario, scenarioNames } from './index';
import { scenarios } from './scenarios';
import { attribute, type PlacedSpan, seriesOf, spansOf } from './testing/spans';

const SERVER = 2;
const NS_PER_S = 1e9;

function tally(keys: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const key of keys) {
    counts[key] = (counts[key] ?? 0) + 1;
  }
  return counts;
}

/** Adds up the last samples of a metric's series by some of their labels. */
function lastByLabels(
  incident: LabIncident,
  name: string,
  labels: readonly string[]
): Readonly<Record<string, number>> {
  const sums: Record<string, number> = {};
  for (const { metric, values } of seriesOf(incident, name)) {
    const key = labels.map((label) => metric[label]).join(' ');
    sums[key] = (sums[key] ?? 0) + Number(values.at(-1)?.[1]);
  }
  return sums;
}

const NS_PER_HOUR = BigInt(3_600_000_000_000);

/** True seconds since the start, from a time that a node's clock showed before it was set, or after. */
function trueSeconds(incident: LabIncident, host: string, shown: bigint): number {
  const { offsetUs, driftPpm, steps = [] } = incident.truth.clocks[host];
  const local = Number(shown - BigInt(Date.UTC(2026, 10, 21, 10)) * BigInt(1e6));
  const unset = (local - offsetUs * 1000) / (1 + driftPpm * 1e-6) / NS_PER_S;
  return steps.reduce((time, { atMs, byUs }) => (time - byUs / 1e6 >= atMs / 1000 ? time - byUs / 1e6 : time), unset);
}

/** Whether a clock was set so shortly before or after that a time it showed cannot be told. */
function isUnclear(incident: LabIncident, { host, start }: PlacedSpan): boolean {
  const { steps = [] } = incident.truth.clocks[host];
  const time = trueSeconds(incident, host, start);
  return steps.some(({ atMs }) => Math.abs(time - atMs / 1000) < 3);
}

/** What is known by its metrics alone has nothing that they could agree with. */
const told = scenarioNames.filter((name) => !('metricsOnly' in scenarios[name]));

describe.each(told)('signals of %s agree', (name) => {
  const incident = runScenario(name, { seed: 3, scale: 0.5 });
  const spans = spansOf(incident);
  const servers = spans.filter(({ span }) => span.kind === SERVER);
  const byId = new Map(spans.map((placed) => [placed.span.spanId, placed]));

  it('holds spans, lines and series', () => {
    expect(spans.length).toBeGreaterThan(2000);
    expect(incident.logs.length).toBeGreaterThan(1000);
    expect(byId.size).toBe(spans.length);
  });

  it('has counted at the end exactly the server spans, by service and status', () => {
    expect(lastByLabels(incident, 'http_requests_total', ['service', 'status'])).toEqual(
      tally(servers.map(({ service, span }) => `${service} ${attribute(span.attributes, 'http.response.status_code')}`))
    );
  });

  it('had counted at each scrape the server spans that had ended by then', () => {
    const ends = servers.map(({ host, end }) => trueSeconds(incident, host, end)).sort((a, b) => a - b);
    for (const at of [60, 200, 320, 345, 500]) {
      const second = Date.UTC(2026, 10, 21, 10) / 1000 + at;
      const counted = seriesOf(incident, 'http_requests_total').map(
        ({ values }) => values.filter(([time]) => time <= second).at(-1)?.[1] ?? '0'
      );
      expect(counted.reduce((sum, value) => sum + Number(value), 0)).toBe(ends.filter((end) => end <= at).length);
    }
  });

  it('observed each server span in the histogram', () => {
    const sums = lastByLabels(incident, 'http_server_request_duration_seconds_sum', ['service']);
    const counts = lastByLabels(incident, 'http_server_request_duration_seconds_count', ['service']);
    expect(counts).toEqual(tally(servers.map(({ service }) => service)));
    for (const [service, sum] of Object.entries(sums)) {
      const total = servers.filter((placed) => placed.service === service).reduce((all, { ms }) => all + ms / 1000, 0);
      // Spans are in their node's clock, which drifts by a few ppm.
      expect(Math.abs(total / sum - 1)).toBeLessThan(1e-4);
    }
  });

  it('derived span metrics from every span', () => {
    const kinds = [
      '',
      'SPAN_KIND_INTERNAL',
      'SPAN_KIND_SERVER',
      'SPAN_KIND_CLIENT',
      'SPAN_KIND_PRODUCER',
      'SPAN_KIND_CONSUMER',
    ];
    const key = ({ service, span }: PlacedSpan): string =>
      `${service} ${span.name} ${kinds[span.kind]} ${span.status.code === 2 ? 'STATUS_CODE_ERROR' : 'STATUS_CODE_UNSET'}`;
    const labels = ['service', 'span_name', 'span_kind', 'status_code'];
    const expected = tally(spans.map(key));
    expect(lastByLabels(incident, 'traces_spanmetrics_calls_total', labels)).toEqual(expected);
    expect(lastByLabels(incident, 'traces_spanmetrics_latency_count', labels)).toEqual(expected);
  });

  it('counts only up, and ends a histogram with +Inf equal to its count', () => {
    for (const metric of [
      'http_requests_total',
      'traces_spanmetrics_latency_bucket',
      'http_server_request_duration_seconds_bucket',
    ]) {
      for (const { values } of seriesOf(incident, metric)) {
        expect(values.every(([, value], row) => row === 0 || Number(value) >= Number(values[row - 1][1]))).toBe(true);
      }
    }
    expect(
      seriesOf(incident, 'traces_spanmetrics_latency_bucket', { le: '+Inf' }).map(({ values }) => values.at(-1)?.[1])
    ).toEqual(seriesOf(incident, 'traces_spanmetrics_latency_count').map(({ values }) => values.at(-1)?.[1]));
  });

  it('names in exemplars only traces that exist, with a latency that one of their spans had', () => {
    const durations = new Map<string, number[]>();
    for (const { span, ms, service } of spans) {
      const key = `${span.traceId} ${service} ${span.name}`;
      durations.set(key, [...(durations.get(key) ?? []), ms / 1000]);
    }
    expect(incident.exemplars.length).toBeGreaterThan(20);
    const wrong = incident.exemplars.flatMap(({ seriesLabels, exemplars }) =>
      exemplars.filter(({ labels, value }) => {
        const known = durations.get(`${labels.traceID} ${seriesLabels.service} ${seriesLabels.span_name}`) ?? [];
        const near = known.some((duration) => Math.abs(duration / Number(value) - 1) < 1e-4);
        return !near || (seriesLabels.le !== '+Inf' && Number(value) > Number(seriesLabels.le));
      })
    );
    expect(wrong).toEqual([]);
  });

  it('writes lines whose trace exists, inside the span they name, with its request ID', () => {
    const traces = new Set(spans.map(({ span }) => span.traceId));
    const ids = incident.logs.map((log) => ({
      log,
      trace: /trace_id["=:]+([0-9a-f]{32})/.exec(log.line)?.[1],
      span: /span_id["=:]+([0-9a-f]{16})/.exec(log.line)?.[1],
    }));
    expect(ids.filter(({ trace }) => trace !== undefined && !traces.has(trace))).toEqual([]);
    const named = ids.flatMap(({ log, span }) => {
      const placed = byId.get(span ?? '');
      return placed === undefined ? [] : [{ log, placed }];
    });
    expect(named.length).toBeGreaterThan(incident.logs.length / 3);
    const astray = named.filter(({ log, placed }) => {
      const { slip } = incident.truth;
      const hours = slip?.service === log.labels.service_name ? slip.hours : 0;
      const time = BigInt(log.timeUnixNano) - BigInt(hours) * NS_PER_HOUR;
      if (isUnclear(incident, placed)) {
        return false;
      }
      const inside = time >= placed.start && time <= placed.end && placed.service === log.labels.service_name;
      return !inside || !log.line.includes(attribute(placed.span.attributes, 'request_id'));
    });
    expect(astray).toEqual([]);
  });

  it('carries the ids of lines sent over OTLP as structured metadata too', () => {
    expect(incident.logs.filter(({ metadata, labels }) => metadata.detected_level !== labels.level)).toEqual([]);
    const shipped = incident.logs.filter(({ metadata }) => metadata.trace_id !== undefined);
    const differing = shipped.filter(({ line, metadata }) =>
      ['trace_id', 'span_id'].some((id) => !line.includes(metadata[id]))
    );
    expect(differing).toEqual([]);
  });

  it('keeps causes before effects, inside one clock and across corrected ones', () => {
    const began = (one: PlacedSpan): number => trueSeconds(incident, one.host, one.start);
    const wrong = spans.filter((placed) => {
      const parent = byId.get(placed.span.parentSpanId);
      if (parent === undefined || isUnclear(incident, placed)) {
        return false;
      }
      const early =
        began(placed) < began(parent) - 1e-6 || (parent.host === placed.host && placed.start < parent.start);
      // What runs in the same instance ends before the span that waits for it.
      return early || (parent.instance === placed.instance && placed.end > parent.end);
    });
    expect(wrong).toEqual([]);
  });

  it('gives every span the request ID, and the parent’s or a nested one', () => {
    const idOf = ({ span }: PlacedSpan): string => attribute(span.attributes, 'request_id');
    expect(spans.filter((placed) => !/^req_[0-9a-f]{8}(_inventory|_shipping)?$/.test(idOf(placed)))).toEqual([]);
    const strange = spans.filter((placed) => {
      const parent = byId.get(placed.span.parentSpanId);
      return parent !== undefined && !idOf(placed).startsWith(idOf(parent));
    });
    expect(strange).toEqual([]);
  });

  it('tells the truth in full', () => {
    const { truth } = incident;
    expect(Object.keys(truth).slice(0, 10)).toEqual([
      'scenario',
      'seed',
      'cause',
      'kind',
      'firstService',
      'onsetNs',
      'onsets',
      'blastRadius',
      'ids',
      'clocks',
    ]);
    expect(truth.scenario).toBe(name);
    expect(truth.seed).toBe(3);
    expect(truth.ids.length).toBeGreaterThan(0);
    expect(truth.ids.every((id) => /^req_[0-9a-f]{8}$/.test(id))).toBe(true);
    expect(Object.values(truth.onsets).every((onset) => BigInt(onset) > BigInt(truth.onsetNs))).toBe(true);
    expect(Object.keys(truth.clocks).length).toBeGreaterThan(2);
    const keptWell = Object.values(truth.clocks).filter(({ offsetUs }) => Math.abs(offsetUs) <= 4000);
    const strays = ['time-traveller', 'expired-tokens'].includes(name) ? 1 : 0;
    expect(keptWell).toHaveLength(Object.keys(truth.clocks).length - strays);
  });
});
