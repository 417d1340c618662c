import { merge, type Observable } from 'rxjs';
import type { DataFrame } from '@grafana/data';
import { logTraceId, logValues, type CorrelationKey, type Lookup } from '../../engine/correlation';
import type { LogTable } from '../../engine/model';
import type { TraceId } from '../../engine/units';
import { classifyFrames, readLogs } from '../../frames';
import { ofSignal } from '../filters/narrowing';
import { logqlStages } from '../language/conditions';
import { labelQuery, lineQuery, traceLabelQuery, traceLineQuery } from '../language/logql';
import type { Linked } from '../linked';
import { legName, runLeg, type LegContext, type LegUpdate, type Reading } from './leg';
import { refusedLeg } from './refused';
import { logWindow, spanning } from './window';

/** Asks one log source for lines with the ID: in their text, and in their labels, as two requests. */
export function logSearchLegs(
  lookup: Extract<Lookup, { kind: 'log-search' }>,
  source: Linked,
  context: LegContext
): Observable<LegUpdate> {
  const { key, id } = lookup;
  // Only where an ID is looked for: lines of a trace that it is found in are taken wherever they are.
  const streams = `${source.selector}${logqlStages(ofSignal('logs', context.narrowing))}`;
  const inLine = lineQuery(streams, key, id);
  const inLabels = labelQuery(streams, key, id);
  if (inLine === undefined && inLabels === undefined) {
    const leg = legName('logs:line', source, lookup);
    return refusedLeg({ lookup, leg, source }, 'leg.no-place', { key: key.name });
  }
  return merge(
    ...(inLine === undefined ? [] : [logLeg('logs:line', inLine, lookup, key, source, context)]),
    ...(inLabels === undefined ? [] : [logLeg('logs:label', inLabels, lookup, key, source, context)])
  );
}

/** Asks one log source for lines that name the traces: in their text, and in their labels. */
export function logsByTraceLegs(
  lookup: Extract<Lookup, { kind: 'logs-by-trace' }>,
  key: CorrelationKey,
  source: Linked,
  context: LegContext
): Observable<LegUpdate> {
  const inLine = traceLineQuery(source.selector, lookup.traceIds);
  const inLabels = traceLabelQuery(source.selector, lookup.traceIds);
  return merge(
    logLeg('logs:trace-line', inLine, lookup, key, source, context),
    logLeg('logs:trace-label', inLabels, lookup, key, source, context)
  );
}

function logLeg(
  verb: string,
  expr: string,
  lookup: Lookup,
  key: CorrelationKey,
  source: Linked,
  context: LegContext
): Observable<LegUpdate> {
  const leg = legName(verb, source, lookup);
  const target = {
    refId: `${context.refId}-${leg}`,
    expr,
    queryType: 'range',
    maxLines: context.limits.lines,
    // What came first is what an incident is read by; a cut answer keeps it.
    direction: 'forward',
  };
  const read = (frames: readonly DataFrame[]): Reading => readLines(frames, key, source, context);
  return runLeg({ lookup, leg, source, targets: [target], read }, context);
}

function readLines(frames: readonly DataFrame[], key: CorrelationKey, source: Linked, context: LegContext): Reading {
  const { logs: wanted, ignored } = classifyFrames(frames);
  const { result: logs, problems } = readLogs(wanted, { rules: context.rules, source: source.uid });
  return {
    found: { logs },
    learnt: {
      ...idsIn(logs, key),
      services: logs.flatMap((table) => table.services),
      window: spanning(logs.map(logWindow)),
      rows: logs.reduce((rows, table) => rows + table.size, 0),
    },
    problems,
    limitReached: logs.find((table) => table.limitReached !== undefined)?.limitReached,
    stray: wanted.length === 0 && ignored.length < frames.length,
  };
}

function idsIn(
  logs: readonly LogTable[],
  key: CorrelationKey
): { readonly traceIds: readonly TraceId[]; readonly ids: readonly string[] } {
  const traceIds = new Set<TraceId>();
  const ids = new Set<string>();
  for (const table of logs) {
    for (let row = 0; row < table.size; row += 1) {
      const traceId = logTraceId(table, row);
      if (traceId !== undefined) {
        traceIds.add(traceId);
      }
      for (const id of logValues(key, table, row)) {
        ids.add(id);
      }
    }
  }
  return { traceIds: [...traceIds], ids: [...ids] };
}
