import type { DataFrame, QueryResultMetaNotice } from '@grafana/data';
import { t } from '@grafana/i18n';
import type { LegState, ReportLine } from '../../engine/correlation';
import { messageText, raw, remedyText } from '../../ui';

/** States that mean that rows may be missing. */
const INCOMPLETE: ReadonlySet<LegState> = new Set<LegState>(['partial', 'failed', 'forbidden', 'timed-out']);

/** Lines that a person should be told of even when they look at something else. */
export function warnings(report: readonly ReportLine[]): readonly ReportLine[] {
  return report.filter(
    ({ state, message }) => INCOMPLETE.has(state) || message === 'leg.budget' || message === 'leg.no-source'
  );
}

/** Messages that say why there is nothing, and what to do: told wherever somebody looks. */
const HINTS: ReadonlySet<string> = new Set([
  'leg.unknown-metrics',
  'leg.no-metrics',
  'leg.not-these-services',
  'leg.no-breakers',
  'leg.not-these-breakers',
]);

const FAILED: ReadonlySet<LegState> = new Set<LegState>(['failed', 'forbidden', 'timed-out']);

/** Lines that a person should be told of: what is missing, and the hint where a source is not understood. */
export function toTell(report: readonly ReportLine[]): readonly ReportLine[] {
  const told = new Set(warnings(report));
  const nothing = report.every(({ rows }) => rows === 0);
  return report.filter((line) => told.has(line) || (HINTS.has(line.message) && (nothing || line.signal === 'metrics')));
}

/** Whether nothing could be asked: no leg brought anything, and at least one failed. */
export function allFailed(report: readonly ReportLine[]): boolean {
  return (
    report.length > 0 &&
    report.every(({ state, rows }) => rows === 0 && (FAILED.has(state) || state === 'skipped')) &&
    report.some(({ state }) => FAILED.has(state))
  );
}

/** One sentence for a line of the report: who, what, and what to do. */
export function warningText({ source, signal, message, params }: ReportLine): string {
  const who = source === '' ? signal : `${source} (${signal})`;
  const what = messageText(message, params);
  const remedy = remedyText(message, params);
  return remedy === undefined
    ? t('warning', '{{who}}: {{what}}', raw({ who, what }))
    : t('warning-remedy', '{{who}}: {{what}}. {{remedy}}.', raw({ who, what, remedy }));
}

/** A frame with a notice for each line of the report that a person should be told of. */
export function withNotices(frame: DataFrame, lines: readonly ReportLine[]): DataFrame {
  // Several legs of one source often fail alike; that is one thing to tell.
  const texts = [...new Set(lines.map(warningText))];
  const notices: QueryResultMetaNotice[] = texts.map((text) => ({ severity: 'warning', text }));
  return notices.length === 0 ? frame : { ...frame, meta: { ...frame.meta, notices } };
}
