import { combineLatest, map, type Observable } from 'rxjs';
import type { DataQueryResponse } from '@grafana/data';
import type { CellRole, SignalRow } from '../../engine/signals';
import { writeGraph } from '../../frames';
import { linesPart } from '../answer/lines';
import { answerOf, type Part } from '../answer/parts';
import { sampledTraces } from '../answer/sample';
import { headingText } from '../correlate/headings';
import { ERROR_STAGE } from '../language/logql';
import type { LegContext } from '../legs/leg';
import type { LinkedSources } from '../linked';
import type { CascadePlan } from '../plan';
import { GOLDEN_SIGNALS } from '../query';
import { signalRowsOf } from '../services/frames';
import { signalLegs, signalPart } from '../services/services';
import { roleText } from '../services/words';
import { changesPart } from './changes';

/** Answers that follow one another faster than this are drawn as one. */
const COALESCE_MS = 250;

/**
 * What a cascade is told from: golden signals of services and of the calls between them beside their baselines, what
 * changed, and error lines and a sample of traces where they are wanted. Orders nothing: that is the panel's part.
 */
export function cascade(plan: CascadePlan, sources: LinkedSources, context: LegContext): Observable<DataQueryResponse> {
  const { refId, signals } = plan;
  const parts = [
    ...(signals.includes('metrics') ? [signalsPart(plan, sources, context)] : []),
    changesPart(plan, sources, context),
    ...(signals.includes('logs') ? [linesPart({ ...plan, stage: ERROR_STAGE }, sources, context)] : []),
    ...(signals.includes('traces') ? [sampledTraces(plan, sources, context)] : []),
  ];
  return answerOf(refId, parts, COALESCE_MS);
}

function signalsPart(plan: CascadePlan, sources: LinkedSources, context: LegContext): Observable<Part> {
  const { refId } = plan;
  const asked = { ...plan, signals: GOLDEN_SIGNALS };
  return combineLatest([
    signalLegs(asked, 'service', sources, context),
    signalLegs(asked, 'edge', sources, context),
  ]).pipe(
    map(([services, edges]) => {
      const legs = [...services.legs, ...edges.legs];
      const part = signalPart(refId, sources, { legs, finished: services.finished && edges.finished });
      return { ...part, frames: () => [...part.frames(), ...graphFrames(refId, signalRowsOf(legs))] };
    })
  );
}

function graphFrames(refId: string, rows: readonly SignalRow[]): ReturnType<typeof writeGraph> {
  const worst = new Map(rows.flatMap((row) => (row.subject.kind === 'service' ? [[row.subject.service, row]] : [])));
  return writeGraph(rows, { refId, heading: headingText, subtitle: (service) => deviation(worst.get(service)) });
}

const COMPARED: readonly CellRole[] = ['errors', 'p99', 'traffic'];

/** The signal that has grown most beside its baseline, and how many times; '' when none is known to have grown. */
function deviation(row: SignalRow | undefined): string {
  const [most] = COMPARED.flatMap((role) => {
    const ratio = row?.cells[role].ratio ?? 0;
    return ratio > 1 ? [{ role, ratio }] : [];
  }).sort((a, b) => b.ratio - a.ratio);
  return most === undefined ? '' : `${roleText(most.role)} × ${most.ratio.toFixed(1)}`;
}
