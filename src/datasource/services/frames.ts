import type { DataFrame } from '@grafana/data';
import type { ReportLine } from '../../engine/correlation';
import { signalRows, subjectKey, type Measure, type SignalRow } from '../../engine/signals';
import { writeExemplars, writeReport, writeServices, writeSignals, type SourceRef } from '../../frames';
import { messageText } from '../../ui';
import { withNotices } from '../correlate/frames';
import { headingText } from '../correlate/headings';
import type { Linked } from '../linked';
import type { ServicesPlan } from '../plan';
import { targetOf } from '../signals/asked';
import type { SignalUpdate } from '../signals/sought';
import { toTell } from './report';
import { columnText, measureTitle, resourceText, subjectText } from './words';

/** Writes what the legs have brought: series, exemplars, the table of services, the report last. */
export function signalFrames(
  { refId }: ServicesPlan,
  legs: readonly SignalUpdate[],
  report: readonly ReportLine[]
): DataFrame[] {
  const kept = withoutDoubles(legs);
  const traceSource = refOf(legs.find(({ source }) => source.signal === 'traces')?.source);
  const exemplars = legs.flatMap((leg) => leg.exemplars);
  // The whole house is a line to compare with, but no service: a row of its own would lead nowhere.
  const measured = kept.flatMap(({ measures }) => measures).filter(({ subject }) => subject.kind !== 'whole');
  const rows = [...signalRows(measured)].sort(byName);
  return [
    ...kept.flatMap(({ leg, measures }) => measures.map((measure) => seriesFrame(measure, leg, refId))),
    ...(exemplars.length === 0 ? [] : [writeExemplars(exemplars, { refId, source: traceSource })]),
    writeServices(rows, { refId, heading: columnText, resourceText }),
    withNotices(writeReport(report, { refId, text: messageText, heading: headingText }), toTell(report)),
  ];
}

/** Rows must not jump while answers arrive. */
function byName(a: SignalRow, b: SignalRow): number {
  const [left, right] = [a, b].map(({ subject }) => subjectText(subject));
  return left < right ? -1 : left > right ? 1 : 0;
}

function seriesFrame(measure: Measure, { source, targets }: SignalUpdate, refId: string): DataFrame {
  const target = targetOf(measure, targets);
  const [expr, query] = [target?.expr, target?.query].map((text) => (typeof text === 'string' ? text : undefined));
  const [frame] = writeSignals([measure], {
    refId,
    source: refOf(source),
    title: measureTitle,
    expr: () => expr,
  });
  const executed = expr ?? query;
  return executed === undefined ? frame : { ...frame, meta: { ...frame.meta, executedQueryString: executed } };
}

interface Kept {
  readonly leg: SignalUpdate;
  readonly measures: readonly Measure[];
}

/** A signal of a subject is shown once: sources in the order in which they are linked, metrics before spans. */
function withoutDoubles(legs: readonly SignalUpdate[]): readonly Kept[] {
  const seen = new Set<string>();
  return legs.map((leg) => ({
    leg,
    measures: leg.measures.filter(({ subject, role, resource, baseline }) => {
      const key = JSON.stringify([subjectKey(subject), role, resource, baseline]);
      const first = !seen.has(key);
      seen.add(key);
      return first;
    }),
  }));
}

function refOf(source: Linked | undefined): SourceRef | undefined {
  return source === undefined ? undefined : { uid: source.uid, type: source.type, name: source.name };
}
