import type { Coverage, Join } from '../../src/engine/correlation';
import type { Problem } from '../../src/engine/result';
import { addNanos, diffEpoch, msFromNanos, nanos } from '../../src/engine/units';
import { gapWords, problemWords, words } from './words';

/** The answer of `clew join --json`. Times are decimal strings of nanoseconds since 1970; services are in call order. */
export interface JoinJson {
  readonly traceIds: readonly string[];
  readonly spanIds: readonly string[];
  readonly logs: ReadonlyArray<{ readonly timeNs: string; readonly service: string; readonly line: string }>;
  readonly services: readonly string[];
  readonly coverage: Omit<Coverage, 'gaps'> & { readonly gaps: ReadonlyArray<Readonly<Record<string, unknown>>> };
  readonly report: ReadonlyArray<{ readonly leg: string; readonly state: string; readonly message: string }>;
}

/** The join as data. Problems become lines of the report, of the leg `join`. */
export function joinJson(join: Join, problems: readonly Problem[]): JoinJson {
  const { logs, coverage } = join;
  return {
    traceIds: join.traceIds,
    spanIds: join.traces.flatMap((trace) => trace.spanId),
    logs: logs.line.map((line, row) => ({
      timeNs: String(addNanos(logs.origin, nanos(logs.time[row] ?? 0))),
      service: serviceOf(join, row),
      line,
    })),
    services: join.services.flatMap(({ identity }) => (identity.key === '' ? [] : [identity.key])),
    coverage: {
      ...coverage,
      gaps: coverage.gaps.map((gap) => ({
        kind: gap.kind,
        ...(gap.service === undefined ? {} : { service: gap.service.key }),
        count: gap.count,
        params: gap.params,
        message: gapWords(gap),
      })),
    },
    report: [
      ...join.report.map(({ leg, state, message, params }) => ({ leg, state, message: words(message, params) })),
      ...problems.map((one) => ({ leg: 'join', state: 'partial', message: problemWords(one) })),
    ],
  };
}

/** The join for people: what was found, the lines in order, what is missing, and where it came from. */
export function joinText(join: Join, problems: readonly Problem[]): string {
  const { coverage, logs } = join;
  const shift = diffEpoch(logs.origin, join.origin);
  const report = joinJson(join, problems).report;
  return [
    `${join.id ?? ''}: ${coverage.spans} spans in ${join.traces.length} traces, ${coverage.logs} lines, ${join.series.length} series, ${coverage.services} services`,
    '',
    ...section('Services, callers first', join.services.map(serviceText)),
    ...section(
      'Traces',
      join.traces.map((trace) => `${trace.traceId}  ${trace.size} spans`)
    ),
    ...section(
      'Lines, ms after the first moment',
      logs.line.map((line, row) => {
        const ms = msFromNanos(nanos((logs.time[row] ?? 0) + shift)).toFixed(3);
        return `${ms.padStart(12)}  ${serviceOf(join, row) || 'unmapped'}  ${line}`;
      })
    ),
    ...section('Missing', coverage.gaps.map(gapWords)),
    ...section(
      'Report',
      report.map(({ leg, state, message }) => `${leg}  ${state}  ${message}`)
    ),
  ].join('\n');
}

function serviceText({ identity, depth, spans, logs, series }: Join['services'][number]): string {
  return `${'  '.repeat(depth)}${identity.key || 'unmapped'}  ${spans} spans, ${logs} lines, ${series} series`;
}

function serviceOf({ logs }: Join, row: number): string {
  return logs.services[logs.service[row] ?? 0]?.key ?? '';
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [title, ...lines.map((line) => `  ${line}`), ''];
}
