import { concat, map, merge, of, scan, type Observable } from 'rxjs';
import type { DataFrame } from '@grafana/data';
import type { ReportLine, TimeWindow } from '../../engine/correlation';
import { classifyFrames, readLogs } from '../../frames';
import { ofSignal, type Narrowing } from '../filters/narrowing';
import { NOTHING_READ, stopwatch, type LegContext } from '../legs/leg';
import { verdict } from '../legs/verdict';
import type { Linked, LinkedSources } from '../linked';
import { linesQuery } from '../language/logql-metrics';
import { askAndRead } from '../signals/heard';
import { reportLine } from './line';
import { unlinked, type Part } from './parts';

/** Which lines are asked of every log source. */
export interface LinesSought {
  readonly window: TimeWindow;
  readonly services: readonly string[];
  readonly narrowing: Narrowing;
  /** A stage that keeps what is wanted: ` |~ "..."`. */
  readonly stage: string;
}

interface LinesUpdate {
  readonly line: ReportLine;
  readonly settled: boolean;
  readonly frames: readonly DataFrame[];
}

/** Lines as their sources answer them, up to the limit, as a part of an answer. */
export function linesPart(sought: LinesSought, { logs }: LinkedSources, context: LegContext): Observable<Part> {
  if (logs.length === 0) {
    return unlinked('logs');
  }
  return merge(...logs.map((source) => linesOf(source, sought, context))).pipe(
    scan((all: ReadonlyMap<string, LinesUpdate>, one) => new Map(all).set(one.line.leg, one), new Map()),
    map((all): Part => {
      const updates = [...all.values()];
      return {
        lines: updates.map(({ line }) => line),
        settled: updates.length === logs.length && updates.every(({ settled }) => settled),
        hasRows: updates.some(({ line }) => line.rows > 0),
        frames: () => updates.flatMap(({ frames }) => frames),
      };
    })
  );
}

function linesOf(
  source: Linked,
  { window, services, narrowing, stage }: LinesSought,
  context: LegContext
): Observable<LinesUpdate> {
  const elapsed = stopwatch();
  const leg = `logs:lines:${source.uid}`;
  const { refId, limits, rules } = context;
  const expr = linesQuery(source.selector, services, ofSignal('logs', narrowing), stage);
  // What came first is what an incident is read by; a cut answer keeps it.
  const target = { refId: `${refId}-${leg}`, expr, queryType: 'range', maxLines: limits.lines, direction: 'forward' };
  const answers = askAndRead({ source, name: leg, targets: [target], window }, context, (frames) => {
    const { logs, ignored } = classifyFrames(frames);
    const { result, problems } = readLogs(logs, { rules, source: source.uid });
    return {
      frames: logs,
      rows: result.reduce((rows, { size }) => rows + size, 0),
      limitReached: result.find((table) => table.limitReached !== undefined)?.limitReached,
      problems,
      stray: logs.length === 0 && ignored.length < frames.length,
    };
  }).pipe(
    map(({ told, read: { frames, rows, ...reading } }): LinesUpdate => {
      const { state, key, params } = verdict(told, {
        ...NOTHING_READ,
        ...reading,
        learnt: { ...NOTHING_READ.learnt, rows },
      });
      return {
        line: reportLine(leg, source, state, key, params, rows, elapsed()),
        settled: told.settled,
        frames: frames.map((frame) => ({ ...frame, refId })),
      };
    })
  );
  const asked = reportLine(leg, source, 'loading', 'leg.loading', {}, 0, undefined);
  return concat(of({ line: asked, settled: false, frames: [] }), answers);
}
