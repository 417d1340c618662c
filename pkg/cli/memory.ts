import {
  type Arrival,
  learn,
  logTraceId,
  logValues,
  type Lookup,
  type LookupAnswer,
  matchId,
  type RoundState,
  type Signal,
  spanValues,
} from '../../src/engine/correlation';
import type { LogTable, Series, ServiceIdentity, Trace } from '../../src/engine/model';
import { addNanos, nanos } from '../../src/engine/units';
import type { Incident } from './read/folder';

/** What a lookup found in memory: for the rounds, and for the join. */
export interface Found {
  readonly answer: LookupAnswer;
  readonly arrival: Arrival;
}

/** Answers a lookup from an incident in memory, as data sources would from theirs. O(rows of the signal). */
export function answerLookup(lookup: Lookup, key: RoundState['key'], incident: Incident): Found {
  const found = find(lookup, incident);
  const learnt = learn(key, found);
  const rows = learnt.rows + (found.series?.length ?? 0);
  return {
    answer: { ...learnt, lookup: lookup.name, settled: true, rows },
    arrival: {
      leg: lookup.name,
      ...(found.traces === undefined ? {} : { traces: found.traces }),
      ...(found.logs === undefined ? {} : { logs: found.logs }),
      ...(found.series === undefined ? {} : { series: found.series }),
      report: {
        leg: lookup.name,
        signal: signalOf(lookup),
        source: 'file',
        state: rows > 0 ? 'done' : 'empty',
        message: `lookup.${lookup.kind}`,
        params: { rows, asked: askedFor(lookup) },
        rows,
        elapsedMs: undefined,
      },
    },
  };
}

function find(lookup: Lookup, { traces, logs, series }: Incident): Finds {
  switch (lookup.kind) {
    case 'span-search': {
      const matches = matchId(lookup.key.nesting, lookup.id);
      const holds = (trace: Trace): boolean =>
        trace.spanId.some((_, span) =>
          spanValues(lookup.key, trace, span).some((value) => matches(value) !== undefined)
        );
      return { hits: traces.filter(holds).map((trace) => trace.traceId) };
    }
    case 'traces': {
      const wanted = new Set(lookup.traceIds);
      return { traces: traces.filter((trace) => wanted.has(trace.traceId)) };
    }
    case 'log-search': {
      const matches = matchId(lookup.key.nesting, lookup.id);
      const holds = (table: LogTable, row: number): boolean =>
        logValues(lookup.key, table, row).some((value) => matches(value) !== undefined);
      return { logs: logs.map((table) => select(table, (row) => holds(table, row))) };
    }
    case 'logs-by-trace': {
      const wanted = new Set(lookup.traceIds);
      const names = (table: LogTable, row: number): boolean => {
        const traceId = logTraceId(table, row);
        return traceId !== undefined && wanted.has(traceId);
      };
      return { logs: logs.map((table) => select(table, (row) => names(table, row))) };
    }
    case 'metrics':
      return { series: series.filter(({ service }) => lookup.services.some((asked) => isSame(asked, service))) };
  }
}

interface Finds {
  readonly traces?: readonly Trace[];
  readonly logs?: readonly LogTable[];
  readonly hits?: ReadonlyArray<Trace['traceId']>;
  readonly series?: readonly Series[];
}

/** A service known with its namespace in one signal and without in another; the join decides, and says so. */
function isSame(asked: ServiceIdentity, service: ServiceIdentity): boolean {
  return (
    asked.key === service.key ||
    (asked.name === service.name && (asked.namespace === undefined || service.namespace === undefined))
  );
}

/** The rows of a table for which `keep` is true. */
function select(table: LogTable, keep: (row: number) => boolean): LogTable {
  const rows = table.line.flatMap((_, row) => (keep(row) ? [row] : []));
  const time = Float64Array.from(rows, (row) => table.time[row] ?? 0);
  const first = time.reduce((least, at) => Math.min(least, at), time[0] ?? 0);
  return {
    ...table,
    origin: addNanos(table.origin, nanos(first)),
    size: rows.length,
    time: time.map((at) => at - first),
    line: rows.map((row) => table.line[row] ?? ''),
    labels: rows.map((row) => table.labels[row] ?? {}),
    id: rows.map((row) => table.id[row] ?? ''),
    level: rows.map((row) => table.level[row] ?? 'unknown'),
    service: Int32Array.from(rows, (row) => table.service[row] ?? 0),
    source: Int32Array.from(rows, (row) => table.source[row] ?? 0),
  };
}

function signalOf({ kind }: Lookup): Signal {
  switch (kind) {
    case 'span-search':
    case 'traces':
      return 'traces';
    case 'log-search':
    case 'logs-by-trace':
      return 'logs';
    case 'metrics':
      return 'metrics';
  }
}

function askedFor(lookup: Lookup): string {
  if ('id' in lookup) {
    return lookup.id;
  }
  return 'traceIds' in lookup ? lookup.traceIds.join(', ') : lookup.services.map(({ key }) => key).join(', ');
}
