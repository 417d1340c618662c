import type { DataFrame } from '@grafana/data';
import type { Coverage, CoverageGap } from '../../engine/correlation';
import type { Outcome } from '../../engine/result';
import { checkFrame } from '../check';
import { clewFrame, HIDDEN, numberField, otherField, textField } from '../field';
import { column, frameName, isRecord, numberOf, rowsOf, type FrameInput } from '../frame';
import { Problems } from '../problems';
import { readIdentity, tagOf } from '../tag';
import { readParams } from './params';
import type { WriteTableOptions } from './report';

type Counts = Omit<Coverage, 'gaps'>;

export interface WriteCoverageOptions extends Omit<WriteTableOptions, 'text'> {
  /** Words for a gap; its kind by default. */
  readonly gapText?: (gap: CoverageGap) => string;
}

/**
 * Writes the coverage as a table of what is missing: gap, service, count. The totals are in the tag.
 * `readCoverage(writeCoverage(x))` is `x`.
 */
export function writeCoverage(coverage: Coverage, options: WriteCoverageOptions): DataFrame {
  const say = options.gapText ?? ((gap: CoverageGap) => gap.kind);
  const heading = (field: string) => ({ displayName: options.heading?.(field) ?? field });
  const { gaps } = coverage;
  const { spans, spansWithLogs, logs, logsOnSpans, services, servicesWithMetrics } = coverage;
  return clewFrame({
    kind: 'coverage',
    name: 'Coverage',
    options,
    tag: { totals: { spans, spansWithLogs, logs, logsOnSpans, services, servicesWithMetrics } },
    meta: { preferredVisualisationType: 'table' },
    fields: [
      textField(
        'gap',
        gaps.map((gap) => say(gap)),
        heading('gap')
      ),
      textField(
        'service',
        gaps.map((gap) => gap.service?.name ?? ''),
        heading('service')
      ),
      numberField(
        'count',
        gaps.map((gap) => gap.count),
        { ...heading('count'), unit: 'short', custom: { width: 90 } }
      ),
      textField(
        'clewKind',
        gaps.map((gap) => gap.kind),
        HIDDEN
      ),
      otherField(
        'clewService',
        gaps.map((gap) => gap.service ?? null),
        HIDDEN
      ),
      otherField(
        'clewParams',
        gaps.map((gap) => gap.params),
        HIDDEN
      ),
    ],
  });
}

/** Reads the coverage tables among frames of ours, one {@link Coverage} a frame; other frames are passed over. */
export function readCoverage(frames: readonly FrameInput[]): Outcome<readonly Coverage[]> {
  const problems = new Problems();
  const coverages = frames.flatMap((frame) => {
    const tag = checkFrame(frame, problems) ? tagOf(frame, 'coverage') : undefined;
    return tag === undefined ? [] : [{ ...readCounts(tag.totals), gaps: readGaps(frame, problems) }];
  });
  return { result: coverages, problems: problems.list() };
}

function readCounts(value: unknown): Counts {
  const totals = isRecord(value) ? value : {};
  const read = (name: keyof Counts): number => numberOf(totals[name]) ?? 0;
  return {
    spans: read('spans'),
    spansWithLogs: read('spansWithLogs'),
    logs: read('logs'),
    logsOnSpans: read('logsOnSpans'),
    services: read('services'),
    servicesWithMetrics: read('servicesWithMetrics'),
  };
}

const kinds: ReadonlyArray<CoverageGap['kind']> = [
  'orphan-span',
  'span-without-log',
  'log-without-span',
  'log-without-trace',
  'service-metrics-only',
  'service-without-metrics',
  'service-without-logs',
  'id-shared-by-traces',
  'unmapped-service',
  'truncated',
  'trace-not-found',
];

function readGaps(frame: FrameInput, problems: Problems): readonly CoverageGap[] {
  const gaps: CoverageGap[] = [];
  for (let row = 0; row < rowsOf(frame); row++) {
    const kind = kinds.find((one) => one === column(frame, 'clewKind')[row]);
    if (kind === undefined) {
      problems.row('table.bad-row', frameName(frame), column(frame, 'clewKind')[row]);
      continue;
    }
    gaps.push({
      kind,
      service: readIdentity(column(frame, 'clewService')[row]),
      count: numberOf(column(frame, 'count')[row]) ?? 0,
      params: readParams(column(frame, 'clewParams')[row]),
    });
  }
  return gaps;
}
