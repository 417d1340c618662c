import type { Evidence as EvidenceLink } from '../../finding';
import { nanos } from '../../units';
import type { Place, Stream } from './stream';

/** Values of one thing while they are collected. */
interface Collected {
  readonly place: Place;
  readonly times: number[];
  readonly values: number[];
  readonly links: Array<EvidenceLink | undefined>;
  readonly baseline: number[];
}

/** Collects values by a name, for the incident and for the baseline. */
export class Collector {
  private readonly byName = new Map<string, Collected>();

  /** One value of the incident; times must come in ascending order. */
  public add(name: string, place: Place, time: number, value: number, link: EvidenceLink | undefined): void {
    const found = this.of(name, place);
    found.times.push(time);
    found.values.push(value);
    found.links.push(link);
  }

  public addBaseline(name: string, place: Place, value: number): void {
    this.of(name, place).baseline.push(value);
  }

  /** A stream of each name that the incident has values of, in order of first appearance. */
  public streams(
    make: (place: Place) => Omit<Stream, 'place' | 'times' | 'values' | 'baseline' | 'link'>
  ): readonly Stream[] {
    return [...this.byName.values()]
      .filter(({ times }) => times.length > 0)
      .map(({ place, times, values, baseline, links }) => ({
        ...make(place),
        place,
        times: Float64Array.from(times),
        values: Float64Array.from(values),
        baseline: Float64Array.from(baseline),
        link: (row) => links[row],
      }));
  }

  private of(name: string, place: Place): Collected {
    const found = this.byName.get(name) ?? { place, times: [], values: [], links: [], baseline: [] };
    this.byName.set(name, found);
    return found;
  }
}

/** A span as something to look at. */
export function spanLink(
  trace: { readonly traceId: string; readonly spanId: readonly string[] },
  row: number,
  at: number
): EvidenceLink {
  return { kind: 'span', at: nanos(at), traceId: trace.traceId, spanId: trace.spanId[row] ?? '' };
}
