import { combineLatest, concat, defer, map, of, switchMap, type Observable } from 'rxjs';
import type { ReportLine, TimeWindow } from '../../engine/correlation';
import type { SearchHit, TraceCohort } from '../../frames';
import { reportLine } from '../answer/line';
import type { Failure } from '../delegate/failure';
import { NOTHING_LEARNT, NOTHING_READ, stopwatch, type LegContext } from '../legs/leg';
import { verdict } from '../legs/verdict';
import type { Linked } from '../linked';
import { fetchTraces, type Fetched, type FetchedTrace } from './fetch';
import { drawSome, seededRandom, shareOut } from './random';
import type { Sampled } from './sampling';
import { nothingSampled, slowest } from './slowest';
import { spread } from './spread';

/** One selection and how it is sampled. */
export interface CohortTask {
  readonly cohort: TraceCohort;
  readonly selection: string;
  readonly sample: {
    readonly kind: 'slowest' | 'random' | 'stratified';
    readonly traces: number;
    readonly seed: number;
  };
  readonly window: TimeWindow;
}

/** What has come of one selection so far. */
export interface CohortState {
  /** In the order in which they were chosen: the slowest first, or by time. */
  readonly traces: readonly FetchedTrace[];
  readonly lines: readonly ReportLine[];
  readonly settled: boolean;
}

interface SourceSample {
  readonly source: Linked;
  readonly sampled: Sampled | undefined;
  readonly elapsedMs: number | undefined;
}

/** Sources whose language is another. */
const WITHOUT_TRACEQL: ReadonlySet<string> = new Set(['jaeger', 'zipkin']);

/** Samples one selection over all trace sources together, then fetches what was chosen. Answers whenever something is new. */
export function answerCohort(
  task: CohortTask,
  sources: readonly Linked[],
  context: LegContext
): Observable<CohortState> {
  const samples = sources.map((source) => sampleSource(task, source, context));
  return combineLatest(samples).pipe(
    switchMap((all): Observable<CohortState> => {
      const lines = all.map((sample) => sampleLine(task, sample));
      return all.every(({ sampled }) => sampled?.settled === true)
        ? fetchChosen(task, all, context).pipe(
            map(({ traces, lines: fetching, settled }) => ({ traces, lines: [...lines, ...fetching], settled }))
          )
        : of({ traces: [], lines, settled: false });
    })
  );
}

function sampleSource(task: CohortTask, source: Linked, context: LegContext): Observable<SourceSample> {
  return defer(() => {
    const elapsed = stopwatch();
    const found = sampling(task, source, context).pipe(
      map((sampled): SourceSample => ({ source, sampled, elapsedMs: elapsed() }))
    );
    return concat(of<SourceSample>({ source, sampled: undefined, elapsedMs: undefined }), found);
  });
}

function sampling(
  { cohort, selection, sample, window }: CohortTask,
  source: Linked,
  context: LegContext
): Observable<Sampled> {
  if (WITHOUT_TRACEQL.has(source.type)) {
    return nothingSampled('sample.no-traceql', { type: source.type });
  }
  const { kind, traces, seed } = sample;
  const task = { source, selection, traces, seed, name: `traces:sample:${cohort}:${source.uid}` };
  return kind === 'slowest' ? slowest(task, window, context) : spread(kind, task, window, context);
}

function sampleLine({ cohort }: CohortTask, { source, sampled, elapsedMs }: SourceSample): ReportLine {
  const leg = `traces:sample:${cohort}:${source.uid}`;
  const rows = sampled?.seen ?? 0;
  if (sampled === undefined) {
    return reportLine(leg, source, 'loading', 'leg.loading', {}, rows, elapsedMs);
  }
  const { settled, failures, message, params, uncertain } = sampled;
  if (message === 'sample.no-traceql') {
    return reportLine(leg, source, 'skipped', message, params, rows, elapsedMs);
  }
  const judged = judge(failures, rows, settled);
  if (judged.state === 'done' || (judged.state === 'loading' && rows > 0)) {
    return reportLine(leg, source, uncertain ? 'partial' : judged.state, message, params, rows, elapsedMs);
  }
  return reportLine(leg, source, judged.state, judged.key, judged.params, rows, elapsedMs);
}

/** The hits to fetch of each source, and their order. */
function choose(
  { sample }: CohortTask,
  samples: readonly SourceSample[]
): ReadonlyArray<{ readonly source: Linked; readonly hit: SearchHit }> {
  const all = samples.map(({ source, sampled }) => (sampled?.chosen ?? []).map((hit) => ({ source, hit })));
  const known = new Set<string>();
  // Two sources may hold the same trace: the first has it.
  const distinct = all.map((some) =>
    some.filter(({ hit }) => {
      const isNew = !known.has(hit.traceId);
      known.add(hit.traceId);
      return isNew;
    })
  );
  if (sample.kind === 'slowest') {
    return distinct
      .flat()
      .sort((a, b) => (b.hit.duration ?? 0) - (a.hit.duration ?? 0) || (a.hit.traceId < b.hit.traceId ? -1 : 1))
      .slice(0, sample.traces);
  }
  const counts = shareOut(
    sample.traces,
    samples.map(({ sampled }) => sampled?.seen ?? 0),
    distinct.map((some) => some.length)
  );
  const random = seededRandom(sample.seed);
  return distinct.flatMap((some, number) => {
    const count = counts[number] ?? 0;
    return count >= some.length ? some : drawSome(some, count, random);
  });
}

function fetchChosen(task: CohortTask, samples: readonly SourceSample[], context: LegContext): Observable<CohortState> {
  const chosen = choose(task, samples);
  const sources = samples.map(({ source }) => source).filter((source) => chosen.some((one) => one.source === source));
  if (sources.length === 0) {
    return of({ traces: [], lines: [], settled: true });
  }
  return defer(() => {
    const elapsed = stopwatch();
    const legs = sources.map((source) => {
      const ids = chosen.filter((one) => one.source === source).map(({ hit }) => hit.traceId);
      const name = `traces:fetch:${task.cohort}:${source.uid}`;
      return fetchTraces(ids, { source, name, cohort: task.cohort, window: task.window }, context).pipe(
        map((fetched) => ({ fetched, line: fetchLine(name, source, fetched, elapsed()) }))
      );
    });
    return combineLatest(legs).pipe(
      map((all): CohortState => ({
        traces: chosen.flatMap(({ hit }) => all.flatMap(({ fetched }) => fetched.traces.get(hit.traceId) ?? [])),
        lines: all.map((one) => one.line),
        settled: all.every(({ fetched }) => fetched.settled),
      }))
    );
  });
}

function fetchLine(leg: string, source: Linked, fetched: Fetched, elapsedMs: number): ReportLine {
  const { traces, done, total, failures, settled } = fetched;
  const rows = traces.size;
  if (!settled) {
    return reportLine(leg, source, 'loading', 'sample.fetching', { done, total }, rows, elapsedMs);
  }
  const judged = judge(failures.filter(isFailure), rows, true);
  const missing = total - rows;
  if (judged.state === 'done' && missing > 0) {
    return reportLine(leg, source, 'partial', 'sample.missing', { missing, total }, rows, elapsedMs);
  }
  return reportLine(leg, source, judged.state, judged.key, judged.params, rows, elapsedMs);
}

/** A trace that is gone since the search is missing, and no failure of the source. */
function isFailure({ key, params }: Failure): boolean {
  return key !== 'leg.failed' || !/\b404\b|not found/i.test(String(params.reason));
}

function judge(failures: readonly Failure[], rows: number, settled: boolean): ReturnType<typeof verdict> {
  return verdict({ frames: [], failures, settled }, { ...NOTHING_READ, learnt: { ...NOTHING_LEARNT, rows } });
}
