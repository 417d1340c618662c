import type { Join } from '../../../engine/correlation';
import { MISSING_PARENT, type Series, type ServiceIdentity } from '../../../engine/model';
import type { EpochNs } from '../../../engine/units';
import type { TimeSpan } from '../../../ui';
import { laneDepths, nearestOfService, type Packable, packRows } from './pack';
import { chooseStrips } from './strips';
import { ItemKind, type Items, type Lane, Severity } from './types';

/** What lanes are made of. */
export interface LaneSources {
  readonly join: Join;
  readonly items: Items;
  readonly origin: EpochNs;
  readonly request: TimeSpan | undefined;
  /** Metric strips per lane, at most. */
  readonly strips: number;
}

interface Bucket {
  readonly spans: number[];
  readonly logs: number[];
  readonly exemplars: number[];
  errors: number;
}

/** The join's own order, which is call order; then whatever it does not list. Each service once. */
export function laneServices(join: Join): readonly ServiceIdentity[] {
  const seen = new Map<string, ServiceIdentity>();
  const all = [
    ...join.services.map((service) => service.identity),
    ...join.traces.flatMap((trace) => trace.services),
    ...join.logs.services,
    ...join.series.map((series) => series.service),
    ...join.exemplars.map((exemplar) => exemplar.service),
  ];
  for (const service of all) {
    if (!seen.has(service.key)) {
      seen.set(service.key, service);
    }
  }
  return [...seen.values()];
}

/** One lane a service, in the order of `services`, which `items.lane` refers to. */
export function makeLanes(services: readonly ServiceIdentity[], sources: LaneSources): readonly Lane[] {
  const { join, items, origin, request, strips } = sources;
  const buckets = fillBuckets(services.length, items);
  const nesting = nestingOf(join);
  const seriesOf = groupSeries(join.series);
  return services.map((service, index) => {
    const bucket = buckets[index] ?? newBucket();
    return {
      service,
      rows: packRows(packables(bucket.spans, items, nesting)),
      spans: bucket.spans.length,
      logs: Int32Array.from(bucket.logs),
      exemplars: Int32Array.from(bucket.exemplars),
      strips: chooseStrips(seriesOf.get(service.key) ?? [], strips, origin, request),
      errors: bucket.errors,
      orphans: bucket.spans.filter((item) => isOrphan(join, items, item)).length,
    };
  });
}

/** A span whose parent the trace does not hold. */
export function isOrphan(join: Join, items: Items, item: number): boolean {
  return join.traces[items.trace[item] ?? -1]?.parent[items.row[item] ?? -1] === MISSING_PARENT;
}

function newBucket(): Bucket {
  return { spans: [], logs: [], exemplars: [], errors: 0 };
}

function fillBuckets(lanes: number, items: Items): readonly Bucket[] {
  const buckets = Array.from({ length: lanes }, newBucket);
  for (let item = 0; item < items.size; item++) {
    const bucket = buckets[items.lane[item] ?? 0];
    if (bucket === undefined) {
      continue;
    }
    listOf(bucket, items.kind[item] ?? ItemKind.Log).push(item);
    bucket.errors += items.severity[item] === Severity.Error ? 1 : 0;
  }
  return buckets;
}

function listOf(bucket: Bucket, kind: number): number[] {
  if (kind === ItemKind.Span) {
    return bucket.spans;
  }
  return kind === ItemKind.Log ? bucket.logs : bucket.exemplars;
}

interface Nesting {
  readonly depths: Int32Array;
  /** Row of the nearest ancestor of the same service, or negative. */
  readonly anchors: Int32Array;
}

function nestingOf(join: Join): readonly Nesting[] {
  return join.traces.map((trace) => ({ depths: laneDepths(trace), anchors: nearestOfService(trace) }));
}

/** Items are sorted by time; among equal starts, the ancestor must be packed before what lies below it. */
function packables(spans: readonly number[], items: Items, nesting: readonly Nesting[]): readonly Packable[] {
  const depthOf = (item: number) => nesting[items.trace[item] ?? -1]?.depths[items.row[item] ?? -1] ?? 0;
  const ordered = [...spans].sort((a, b) => (items.time[a] ?? 0) - (items.time[b] ?? 0) || depthOf(a) - depthOf(b));
  const positions = new Map<string, number>();
  return ordered.map((item, position) => {
    const trace = items.trace[item] ?? -1;
    const row = items.row[item] ?? -1;
    positions.set(`${trace}/${row}`, position);
    return {
      item,
      start: items.time[item] ?? 0,
      end: items.end[item] ?? 0,
      depth: depthOf(item),
      below: positions.get(`${trace}/${nesting[trace]?.anchors[row] ?? -1}`) ?? -1,
    };
  });
}

function groupSeries(series: readonly Series[]): ReadonlyMap<string, readonly Series[]> {
  const groups = new Map<string, Series[]>();
  for (const one of series) {
    const group = groups.get(one.service.key);
    if (group === undefined) {
      groups.set(one.service.key, [one]);
    } else {
      group.push(one);
    }
  }
  return groups;
}
