import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { makeTrace, type SpanDraft } from '../../../../pkg/testkit';
import type { SpanKind, Trace } from '../../model';
import type { CriticalPath } from '../types';

/** A span of the public suites, in microseconds. A test draws them as milliseconds: the rules know no unit. */
export interface CaseSpan {
  readonly spanID: string;
  readonly parentSpanID: string | null;
  readonly startTime: number;
  readonly duration: number;
  readonly kind?: string;
  readonly refType?: string;
  readonly service?: string;
  readonly operation?: string;
  readonly host?: string;
  readonly error?: boolean;
}

/** [span ID, start, end] */
export type Section = readonly [string, number, number];

const KINDS: readonly SpanKind[] = ['client', 'server', 'producer', 'consumer', 'internal'];
const NS_PER_UNIT = 1e6;

/** A file of `../shared/cases`; `undefined`, and a line on the console, when it is not there. */
export function sharedCases(name: string): string | undefined {
  const path = join(process.cwd(), '../shared/cases', name);
  if (!existsSync(path)) {
    process.stdout.write('skipped: ../shared absent\n');
    return undefined;
  }
  return readFileSync(path, 'utf8');
}

export function traceOf(spans: readonly CaseSpan[]): Trace {
  const first = Math.min(...spans.map(({ startTime }) => startTime));
  const drafts = spans.map((span): SpanDraft => ({
    id: span.spanID,
    parent: span.parentSpanID ?? '',
    service: span.service ?? 'service',
    operation: span.operation ?? 'op',
    start: span.startTime - first,
    end: span.startTime - first + span.duration,
    kind: KINDS.find((kind) => kind === span.kind) ?? 'unspecified',
    status: span.error === true ? 'error' : 'unset',
    followsFrom: span.refType === 'FOLLOWS_FROM',
    resource: (span.host ?? '') === '' ? {} : { hostname: span.host },
  }));
  return makeTrace({ spans: drafts });
}

/** Sections as the suites write them. */
export function sectionsOf(trace: Trace, { sections }: CriticalPath, spans: readonly CaseSpan[]): readonly Section[] {
  const first = Math.min(...spans.map(({ startTime }) => startTime));
  return Array.from(sections.span, (row, i): Section => [
    trace.spanId[row] ?? '',
    (sections.start[i] ?? 0) / NS_PER_UNIT + first,
    (sections.end[i] ?? 0) / NS_PER_UNIT + first,
  ]);
}

export function idsOf(trace: Trace, rows: Iterable<number>): readonly string[] {
  return Array.from(rows, (row) => trace.spanId[row] ?? '');
}

/** A column by span ID, in the unit of the suites; of rows that `isIn` says. */
export function columnOf(
  trace: Trace,
  column: Float64Array,
  isIn: (row: number) => boolean
): Readonly<Record<string, number>> {
  return Object.fromEntries(
    trace.spanId.flatMap((id, row) => (isIn(row) ? [[id, (column[row] ?? NaN) / NS_PER_UNIT]] : []))
  );
}
