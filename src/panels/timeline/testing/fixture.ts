import { drawTrace, epochMsAt, makeLogs, type LineDraft } from '../../../../pkg/testkit';
import { joinSignals, type ReportLine } from '../../../engine/correlation';
import { type Exemplar, type LogTable, type Series, type Trace } from '../../../engine/model';
import { layOut } from '../model/layout';
import { type Filter, matchItems, noFilter } from '../model/filter';
import { type SceneInput } from '../model/scene-types';
import { makeTimeline } from '../model/timeline';
import { type Timeline } from '../model/types';

/** What a timeline of a test is made of. */
export interface Draft {
  readonly traces?: ReadonlyArray<string | Trace>;
  readonly lines?: readonly LineDraft[];
  readonly table?: LogTable;
  readonly series?: readonly Series[];
  readonly exemplars?: readonly Exemplar[];
  readonly report?: readonly ReportLine[];
  readonly id?: string;
  readonly loading?: boolean;
  readonly strips?: number;
}

/** A timeline from drawn traces and drafted lines. */
export function draftTimeline(draft: Draft): Timeline {
  const traces = (draft.traces ?? []).map((trace, at) =>
    typeof trace === 'string' ? drawTrace(trace, { traceId: String(at + 1).padStart(32, '0') }) : trace
  );
  const tables = draft.table === undefined ? (draft.lines === undefined ? [] : [makeLogs(draft.lines)]) : [draft.table];
  const join = joinSignals({
    arrivals: [
      {
        leg: 'test',
        ...(draft.traces !== undefined && { traces }),
        ...(tables.length > 0 && { logs: tables }),
        ...(draft.series !== undefined && { series: draft.series }),
        ...(draft.exemplars !== undefined && { exemplars: draft.exemplars }),
      },
    ],
  });
  return makeTimeline({
    join: join.result,
    tables,
    report: draft.report ?? [],
    gaps: join.result.coverage.gaps,
    problems: join.problems,
    id: draft.id,
    byId: draft.id !== undefined,
    range: { from: epochMsAt(-60_000), to: epochMsAt(60_000) },
    loading: draft.loading ?? false,
    strips: draft.strips ?? 1,
  });
}

/** A scene input of which tests change what they are about. Every character is six pixels wide. */
export function draftScene(
  timeline: Timeline,
  change: Partial<SceneInput> & { readonly filter?: Filter } = {}
): SceneInput {
  const filter = change.filter ?? noFilter;
  return {
    timeline,
    layout: layOut(timeline, { hidden: filter.hidden, collapsed: new Set() }),
    matches: matchItems(timeline, filter),
    window: timeline.extent,
    width: 600,
    top: 0,
    height: 400,
    measure: { label: (text) => text.length * 6, mono: (text) => text.length * 6 },
    words: {
      duration: (ns) => `${ns / 1e6} ms`,
      orphan: (parent) => `parent ${parent} is missing`,
      spans: (count) => `${count} spans`,
      lines: (count) => `${count} lines`,
      linesOutside: (count) => `${count} lines outside`,
      noLogs: 'no log lines',
      logsFailed: 'logs unknown',
      logsLoading: 'looking for logs',
    },
    ...change,
  };
}

/** Lanes and rows as text: which spans lie in which row, in which order. */
export function printRows({ lanes, join, items }: Timeline): string {
  return lanes
    .map((lane) => {
      const rows = lane.rows.map((row) =>
        Array.from(row, (item) => join.traces[items.trace[item] ?? -1]?.operation[items.row[item] ?? -1]).join(' ')
      );
      return [lane.service.key, ...rows.map((row) => `  ${row}`)].join('\n');
    })
    .join('\n');
}

/** A report line that went well, or as changed. */
export function reportLine(change: Partial<ReportLine>): ReportLine {
  const signal = change.signal ?? 'traces';
  return {
    leg: `${signal}:x`,
    signal,
    source: signal,
    state: 'done',
    message: 'leg.done',
    params: {},
    rows: 1,
    elapsedMs: 10,
    ...change,
  };
}
