import type { DataFrame } from '@grafana/data';
import {
  type CoverageGap,
  defaultIdentityRules,
  type Join,
  joinSignals,
  type ReportLine,
} from '../../../engine/correlation';
import type { LogTable } from '../../../engine/model';
import type { Outcome, Problem } from '../../../engine/result';
import {
  classifyFrames,
  describeFrame,
  readCoverage,
  readExemplars,
  readLogs,
  readReport,
  readSeries,
  readTraces,
} from '../../../frames';

/** What the frames of a panel say, joined. */
export interface Reading {
  readonly join: Join;
  readonly tables: readonly LogTable[];
  readonly report: readonly ReportLine[];
  readonly gaps: readonly CoverageGap[];
  readonly problems: readonly Problem[];
  /** The frames came from our data source, which joined by ID. */
  readonly byId: boolean;
  /** Frames of which this panel can draw nothing, by refId or name and their field names. */
  readonly foreign: readonly string[];
}

/**
 * Reads whatever frames a panel is given and joins them: those of our data source, or plain ones of Tempo, Jaeger,
 * Zipkin, Loki and Prometheus side by side. Never throws.
 *
 * @param frames - the panel's series, and its annotations, where Grafana puts exemplars.
 */
export function readFrames(frames: readonly DataFrame[]): Reading {
  const rules = defaultIdentityRules;
  const sorted = classifyFrames(frames);
  const traces = readTraces(sorted.traces, rules);
  const logs = readLogs(sorted.logs, { rules, source: '' });
  const series = readSeries(sorted.series, rules);
  const exemplars = readExemplars(sorted.exemplars, rules);
  const report = readReport(sorted.clew.report);
  const coverage = readCoverage(sorted.clew.coverage);
  const join = joinSignals({
    arrivals: [
      {
        leg: 'frames',
        // Absent and empty differ: what was not asked for is not missing.
        ...(sorted.traces.length > 0 && { traces: traces.result }),
        ...(sorted.logs.length > 0 && { logs: logs.result }),
        ...(sorted.series.length > 0 && { series: series.result }),
        exemplars: exemplars.result,
      },
    ],
  });
  // What the data source says of coverage is worth more than what can be seen from here: it knows what it asked for.
  const [told] = coverage.result;
  return {
    join: join.result,
    tables: logs.result,
    report: report.result,
    gaps: told?.gaps ?? join.result.coverage.gaps,
    problems: [sorted, traces, logs, series, exemplars, report, coverage, join].flatMap(
      (part: Pick<Outcome<unknown>, 'problems'>) => part.problems
    ),
    byId: sorted.clew.report.length > 0,
    foreign: [...sorted.unknown, ...sorted.search].map(describeFrame),
  };
}
