import type { DataFrame } from '@grafana/data';
import { joinSignals, type Join, type ReportLine } from '../../engine/correlation';
import type { Exemplar, Series } from '../../engine/model';
import { normaliseTraceId, type TraceId } from '../../engine/units';
import {
  writeCoverage,
  writeExemplars,
  writeLogs,
  writeReport,
  writeSeries,
  writeTimeline,
  writeTrace,
  type SourceRef,
} from '../../frames';
import { gapText, messageText } from '../../ui';
import { warnings, withNotices } from '../answer/tell';
import type { LegUpdate } from '../legs/leg';
import type { Linked } from '../linked';
import type { CorrelatePlan } from '../plan';
import { headingText } from './headings';
import { queriesIn, queriesOf, queriesOfTrace, withQuery } from './executed';

/** Joins what the legs have brought and writes it as frames, the report last. */
export function answerFrames(
  plan: CorrelatePlan,
  legs: readonly LegUpdate[],
  report: readonly ReportLine[]
): DataFrame[] {
  const { refId, key, id } = plan;
  const arrivals = [
    ...legs.map(({ arrival }) => arrival),
    // Lines that no leg speaks for, so that the join's report is whole.
    ...report
      .filter((line) => legs.every(({ leg }) => leg !== line.leg))
      .map((line) => ({ leg: line.leg, report: line })),
  ];
  const { result: join } = joinSignals({ key, id, arrivals });
  const traceSource = refOf(legs.find(({ source }) => source.signal === 'traces')?.source);
  const frames: DataFrame[] = [
    ...join.traces.map((trace) => {
      const frame = writeTrace(trace, { refId, source: sourceOfTrace(trace.traceId, legs) });
      return withQuery(frame, queriesOfTrace(trace.traceId, legs));
    }),
    withQuery(writeLogs(join.logs, { refId, ...logOrigin(legs), traceSource }), queriesOf('logs', legs)),
    ...seriesFrames(join, legs, refId),
  ];
  const exemplars = exemplarsOf(join);
  if (exemplars.length > 0) {
    const exact = legs.filter(({ source }) => source.signal === 'metrics');
    const frame = writeExemplars(exemplars, { refId, source: traceSource });
    frames.push(
      withQuery(
        frame,
        queriesIn(exact, ({ exemplar }) => exemplar === true)
      )
    );
  }
  const table = { refId, heading: headingText };
  frames.push(writeTimeline({ ...join, exemplars }, { ...table, source: traceSource }));
  frames.push(writeCoverage(join.coverage, { ...table, gapText }));
  const told = writeReport(join.report, { ...table, text: messageText, asked: { key: key.name, id } });
  frames.push(withQuery(withNotices(told, warnings(join.report)), queriesIn(legs)));
  return frames;
}

/** Exemplars of other requests are many; those of the traces at hand are what the timeline can point at. */
function exemplarsOf({ exemplars, traceIds }: Join): readonly Exemplar[] {
  const wanted: ReadonlySet<TraceId> = new Set(traceIds);
  return exemplars.filter(({ traceId }) => {
    const normal = normaliseTraceId(traceId);
    return normal !== undefined && wanted.has(normal);
  });
}

function sourceOfTrace(traceId: TraceId, legs: readonly LegUpdate[]): SourceRef | undefined {
  return refOf(legs.find(({ arrival }) => arrival.traces?.some((trace) => trace.traceId === traceId) === true)?.source);
}

/** The first query that brought lines; rows keep the uid of their own source whatever is named here. */
function logOrigin(legs: readonly LegUpdate[]): { readonly source?: SourceRef; readonly expr?: string } {
  const leg = legs.find(({ source, arrival }) => source.signal === 'logs' && arrival.report.rows > 0);
  const expr = leg?.targets[0]?.expr;
  return { source: refOf(leg?.source), expr: typeof expr === 'string' ? expr : undefined };
}

/** Series of each metric source, linked to it. */
function seriesFrames(join: Join, legs: readonly LegUpdate[], refId: string): readonly DataFrame[] {
  const metricLegs = legs.filter(({ source }) => source.signal === 'metrics');
  const origins = new Map<string, LegUpdate>();
  for (const leg of metricLegs) {
    leg.arrival.series?.forEach((series) => origins.set(seriesKey(series), leg));
  }
  const bySource = new Map<LegUpdate | undefined, Series[]>();
  for (const series of join.series) {
    const leg = origins.get(seriesKey(series));
    bySource.set(leg, [...(bySource.get(leg) ?? []), series]);
  }
  return [...bySource].flatMap(([leg, series]) => {
    const expr = (one: Series): string | undefined => (leg === undefined ? undefined : exprOf(one, leg));
    const frames = writeSeries(series, { refId, source: refOf(leg?.source), expr });
    return frames.map((frame, index) => withQuery(named(frame, series[index]), expr(series[index]) ?? ''));
  });
}

/** Whose series it is belongs into the legend: every service has a `p95`. */
function named(frame: DataFrame, { name, service }: Series): DataFrame {
  const displayNameFromDS = service.name === '' ? name : `${service.name} ${name}`;
  const fields = frame.fields.map((field) =>
    field.name === 'Value' ? { ...field, config: { ...field.config, displayNameFromDS } } : field
  );
  return { ...frame, fields };
}

/** The join may rename a series' service, never its labels. */
function seriesKey({ name, labels }: Series): string {
  return JSON.stringify([name, Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1))]);
}

function exprOf({ name }: Series, { targets }: LegUpdate): string | undefined {
  const expr = targets.find((target) => target.refId.endsWith(`-${name}`))?.expr;
  return typeof expr === 'string' ? expr : undefined;
}

function refOf(source: Linked | undefined): SourceRef | undefined {
  return source === undefined ? undefined : { uid: source.uid, type: source.type, name: source.name };
}
