import type { Series } from '../../model';
import {
  CONVENTIONS,
  type Convention,
  detect,
  type RequestGroup,
  type ResourceGroup,
  serviceName,
  type Subject,
  subjectKey,
  type LabelNames,
} from '../../signals';
import type { EpochNs } from '../../units';
import type { CallEdge, ServiceSignal, SignalSamples } from '../types';
import { type Grid, gridOf } from './grid';
import { requestSamples } from './requests';
import { resourceSamples } from './resources';

/** What raw series tell of services, and of the calls between them. */
export interface SeriesSignals {
  readonly signals: readonly ServiceSignal[];
  readonly edges: readonly CallEdge[];
}

/** How metrics are read. */
export interface SeriesOptions {
  /** What the times of the answer are relative to. */
  readonly origin: EpochNs;
  /** Conventions, best first; all that are known when absent. */
  readonly conventions?: readonly Convention[];
}

/**
 * Golden signals from raw counters, histograms and gauges, as a folder or a scrape holds them: the conventions are those of
 * the `services` view, and what PromQL would do is done here, from scrape to scrape. A service without requests of its own
 * is one as its callers count it. O(samples of the conventions' metrics).
 */
export function signalsOfSeries(series: readonly Series[], options: SeriesOptions): SeriesSignals {
  const grid = gridOf(series, options.origin);
  if (grid === undefined) {
    return { signals: [], edges: [] };
  }
  const held = new Held(series);
  const presences = series.map(({ name, labels }) => ({ metric: name, labels }));
  const look = { conventions: options.conventions ?? CONVENTIONS, services: [], scope: [] };
  const services = detect(presences, { ...look, breakdown: 'service' });
  const edges = detect(presences, { ...look, breakdown: 'edge' });
  return {
    signals: [
      ...services.requests.flatMap((group) => ofServices(group, held, (own) => requestSamples(group, own, grid))),
      ...services.resources.flatMap((group) => ofServices(group, held, (own) => resourceSamples(group, own, grid))),
    ],
    edges: edges.requests.flatMap((group) => edgesOf(group, held, grid)),
  };
}

/** Series of one subject, by metric. */
export type Own = (metric: string) => readonly Series[];

/** Series by metric, and by subject as the labels name it. */
class Held {
  private readonly byMetric = new Map<string, Series[]>();
  private readonly bySubject = new Map<string, ReadonlyMap<string, readonly Series[]>>();

  public constructor(series: readonly Series[]) {
    for (const one of series) {
      const mine = this.byMetric.get(one.name) ?? [];
      this.byMetric.set(one.name, mine);
      mine.push(one);
    }
  }

  public of(subject: Subject, names: LabelNames): Own {
    const key = subjectKey(subject);
    return (metric) => this.subjects(metric, names).get(key) ?? [];
  }

  private subjects(metric: string, names: LabelNames): ReadonlyMap<string, readonly Series[]> {
    const key = JSON.stringify([metric, names.service, names.client]);
    const known = this.bySubject.get(key);
    if (known !== undefined) {
      return known;
    }
    const found = new Map<string, Series[]>();
    for (const one of this.byMetric.get(metric) ?? []) {
      const subject = subjectKey(subjectOf(one, names));
      const mine = found.get(subject) ?? [];
      found.set(subject, mine);
      mine.push(one);
    }
    this.bySubject.set(key, found);
    return found;
  }
}

function subjectOf({ labels }: Series, { service, client }: LabelNames): Subject {
  const name = serviceName(service, labels[service]);
  return client === undefined
    ? { kind: 'service', service: name }
    : { kind: 'edge', service: name, client: serviceName(client, labels[client]) };
}

type Group = RequestGroup | ResourceGroup;

function ofServices(group: Group, held: Held, read: (own: Own) => readonly SignalSamples[]): readonly ServiceSignal[] {
  return group.subjects.flatMap((subject) => {
    const own = held.of(subject, group.names);
    return read(own).map((samples) => ({ service: subject.service, ...samples }));
  });
}

function edgesOf(group: RequestGroup, held: Held, grid: Grid): readonly CallEdge[] {
  return group.subjects.flatMap((subject) => {
    if (subject.kind !== 'edge') {
      return [];
    }
    const signals = requestSamples(group, held.of(subject, group.names), grid);
    return [{ caller: subject.client, callee: subject.service, signals }];
  });
}
