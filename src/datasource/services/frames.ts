import type { DataFrame } from '@grafana/data';
import { signalRows, subjectKey, type Measure, type SignalRow } from '../../engine/signals';
import { writeExemplars, writeServices, writeSignals, type SourceRef } from '../../frames';
import type { Linked } from '../linked';
import { targetOf } from '../signals/asked';
import type { SignalUpdate } from '../signals/sought';
import { columnText, measureTitle, resourceText, subjectText } from './words';

/** Writes what the legs have brought: series, exemplars, the table of services. */
export function signalFrames(refId: string, legs: readonly SignalUpdate[]): DataFrame[] {
  const kept = withoutDoubles(legs);
  const traceSource = refOf(legs.find(({ source }) => source.signal === 'traces')?.source);
  const exemplars = legs.flatMap((leg) => leg.exemplars);
  return [
    ...kept.flatMap(({ leg, measures }) => measures.map((measure) => seriesFrame(measure, leg, refId))),
    ...(exemplars.length === 0 ? [] : [writeExemplars(exemplars, { refId, source: traceSource })]),
    writeServices(rowsOf(kept), { refId, heading: columnText, resourceText }),
  ];
}

/** The rows of what the legs have brought: see `signalRows`. */
export function signalRowsOf(legs: readonly SignalUpdate[]): readonly SignalRow[] {
  return rowsOf(withoutDoubles(legs));
}

function rowsOf(kept: readonly Kept[]): readonly SignalRow[] {
  // The whole house is a line to compare with, but no service: a row of its own would lead nowhere.
  const measured = kept.flatMap(({ measures }) => measures).filter(({ subject }) => subject.kind !== 'whole');
  return [...signalRows(measured)].sort(byName);
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

/** How frames name a source. */
export function refOf(source: Linked | undefined): SourceRef | undefined {
  return source === undefined ? undefined : { uid: source.uid, type: source.type, name: source.name };
}
