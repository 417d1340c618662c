import { makeTrace } from '../../../pkg/testkit';
import { sharedCases } from '../path/testing/cases';
import { type ServicePairOffset, SkewCollector, type SkewReport } from './collect';
import { readOffset } from './offset';

type Row = readonly [string, string | null, string, string, string, number, number, number];

const FIRST_US = 1_655_753_000_000_000;
const US = 1e3;
/** What both pairs that cross the nodes have as the median of their exchanges' middles, microseconds (README). */
const MEDIANS = { hotel_load25: [1254, 1301], hotel_load100: [-1551, -1491] } as const;

/** The outlier that Jaeger "corrects" by this much although both pods share a node. */
const JAEGERS_MISTAKE_US = -1854.5;

function nodeOfPod(ip: string): string {
  return ip.split('.').slice(0, 3).join('.');
}

function collected(lines: readonly string[], dataset: string) {
  const order = ['net.ip'];
  const collector = new SkewCollector({ nodes: { order } });
  const mistaken: string[] = [];
  for (const line of lines) {
    const [name, traceId, rows]: readonly [string, string, readonly Row[]] = JSON.parse(line);
    if (name !== dataset) {
      continue;
    }
    const spans = rows.map(([id, parent, service, ip, kind, start, duration, delta]) => {
      if (delta === JAEGERS_MISTAKE_US) {
        mistaken.push(id);
      }
      const startMs = (start - FIRST_US) / 1000;
      return {
        id,
        parent: parent ?? '',
        service,
        start: startMs,
        end: startMs + duration / 1000,
        kind: kind === 's' ? ('server' as const) : ('client' as const),
        resource: { 'net.ip': nodeOfPod(ip) },
      };
    });
    collector.add(makeTrace({ traceId, spans }));
  }
  return { report: collector.finish().result, mistaken };
}

function reading({ servicePairs }: SkewReport, client: string, server: string) {
  const pair = servicePairs.find((one) => one.client === client && one.server === server);
  if (pair === undefined) {
    throw new Error(`no pair ${client} -> ${server}`);
  }
  return { pair, ...middleOf(pair) };
}

function middleOf({ estimate }: ServicePairOffset) {
  const { offset, low, high } = readOffset(estimate, (estimate.span.low + estimate.span.high) / 2);
  return { offset: offset / US, low: low / US, high: high / US };
}

describe('two nodes of a real cluster', () => {
  const lines = (sharedCases('real-jaeger-skew.jsonl') ?? '').split('\n').filter((line) => line !== '');
  const datasets = lines.length === 0 ? [] : (['hotel_load25', 'hotel_load100'] as const);

  it('has both runs', () => {
    expect([0, 2000]).toContain(lines.length);
  });

  for (const dataset of datasets) {
    describe(dataset, () => {
      const { report, mistaken } = collected(lines, dataset);

      it('finds no skew between services of one node', () => {
        const same = report.servicePairs.filter(({ from, to }) => from === to);
        expect(same.length).toBeGreaterThanOrEqual(2);
        for (const pair of same) {
          const { low, high } = middleOf(pair);
          expect([pair.client, pair.server, low <= 0, high >= 0]).toEqual([pair.client, pair.server, true, true]);
        }
      });

      it('agrees between the two pairs that cross, within 75 us, with both medians in intervals of at most 2 ms', () => {
        const crossing = ['search', 'reservation'].map((server) => reading(report, 'frontend', server));
        const [one, two] = crossing;
        expect(Math.abs((one?.offset ?? NaN) - (two?.offset ?? NaN))).toBeLessThan(75);
        for (const { low, high } of crossing) {
          expect(high - low).toBeLessThanOrEqual(2000);
          for (const median of MEDIANS[dataset]) {
            expect(low).toBeLessThanOrEqual(median);
            expect(high).toBeGreaterThanOrEqual(median);
          }
        }
      });

      it('names the exchange that Jaeger followed as an outlier', () => {
        expect(mistaken).toHaveLength(dataset === 'hotel_load25' ? 1 : 0);
        const { pair } = reading(report, 'search', 'geo');
        const outliers = pair.estimate.outliers.map((row) => pair.columns.spanId[row]);
        mistaken.forEach((id) => expect(outliers).toContain(id));
        expect(outliers.length).toBeLessThan(5);
      });
    });
  }
});
