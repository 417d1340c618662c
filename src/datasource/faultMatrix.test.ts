import { concat, EMPTY, map, NEVER, of, throwError } from 'rxjs';
import { LoadingState, type DataQueryResponse } from '@grafana/data';
import type { ReportLine, Signal } from '../engine/correlation';
import { classifyFrames, readReport } from '../frames';
import { remedyText } from '../ui';
import { HEALTHY, sampleRequest, setBench, type Answer, type Bench } from './testing/fakeSources';
import { logsFrame, searchFrame } from './testing/sampleFrames';

const TIMEOUT_MS = 1_000;
const LIMITS = { traces: 2, lines: 4, services: 2 };
const SIGNALS: readonly Signal[] = ['traces', 'logs', 'metrics'];

interface Fault {
  readonly name: string;
  /** What the report says of the failing source, and how it stands. */
  readonly message: string;
  /** What it says of metrics, where that is something else. */
  readonly ofMetrics?: string;
  readonly state: ReportLine['state'];
  /** Whether rows of the failing signal are kept. */
  readonly keepsRows?: boolean;
  /** Limits of the query, when they are the fault. */
  readonly limits?: typeof LIMITS;
  readonly strike: (bench: Bench, signal: Signal) => void;
}

function answering(make: (signal: Signal) => Answer): Fault['strike'] {
  return (bench, signal) => {
    bench[signal].answer = make(signal);
  };
}

function failedWith(status: number, message: string): Answer {
  return ({ targets }) =>
    of({ data: [], state: LoadingState.Error, errors: targets.map(({ refId }) => ({ refId, status, message })) });
}

/** As many rows as were asked for. */
const truncated: Readonly<Record<Signal, Answer>> = {
  traces: (request) =>
    request.targets[0].query?.startsWith('{') === true
      ? of({ data: [searchFrame(['1'.repeat(32), '2'.repeat(32)])] })
      : HEALTHY.traces(request),
  logs: ({ targets }) => of({ data: targets.map(({ refId }) => logsFrame(LIMITS.lines, LIMITS.lines, refId)) }),
  metrics: HEALTHY.metrics,
};

/** Packets that no plugin should send; their types say so too. */
function malformed(data: unknown): Fault['strike'] {
  return answering(() => () => of({ data } as unknown as DataQueryResponse));
}

const FAULTS: readonly Fault[] = [
  { name: 'timeout', message: 'leg.timed-out', state: 'timed-out', strike: answering(() => () => NEVER) },
  { name: '500 as value', message: 'leg.failed', state: 'failed', strike: answering(() => failedWith(500, 'boom')) },
  {
    name: 'error state without an error',
    message: 'leg.failed',
    state: 'failed',
    strike: answering(() => () => of({ data: [], state: LoadingState.Error })),
  },
  {
    name: 'thrown error',
    message: 'leg.failed',
    state: 'failed',
    strike: answering(() => () => throwError(() => new Error('boom'))),
  },
  {
    name: 'thrown before answering',
    message: 'leg.failed',
    state: 'failed',
    strike: answering(() => () => {
      throw new Error('boom');
    }),
  },
  { name: '403', message: 'leg.forbidden', state: 'forbidden', strike: answering(() => failedWith(403, 'no')) },
  {
    name: 'get() rejected',
    message: 'leg.unavailable',
    state: 'forbidden',
    strike: (bench, signal) => bench.rejected.add(bench[signal].uid),
  },
  {
    name: 'source hidden',
    message: 'leg.source-unknown',
    state: 'forbidden',
    strike: (bench, signal) => bench.hidden.add(bench[signal].uid),
  },
  { name: 'empty completion', message: 'leg.no-answer', state: 'failed', strike: answering(() => () => EMPTY) },
  { name: 'malformed: no list', message: 'leg.malformed', state: 'failed', strike: malformed('nonsense') },
  { name: 'malformed: null frame', message: 'leg.malformed', state: 'failed', strike: malformed([null]) },
  {
    name: 'malformed: fields that are none',
    message: 'leg.malformed',
    state: 'failed',
    strike: malformed([{ fields: 'nonsense', length: 3 }]),
  },
  {
    name: 'malformed: another table',
    message: 'leg.malformed',
    state: 'failed',
    strike: malformed([{ fields: [{ name: 'x', type: 'boolean', config: {}, values: [true] }], length: 1 }]),
  },
  {
    name: 'truncated answer',
    message: 'leg.truncated',
    ofMetrics: 'leg.services-cut',
    state: 'partial',
    keepsRows: true,
    limits: { ...LIMITS, services: 1 },
    strike: answering((signal) => truncated[signal]),
  },
  {
    name: 'never-ending stream',
    message: 'leg.cut',
    state: 'partial',
    keepsRows: true,
    strike: answering((signal) => (request) => {
      const streaming = map((packet: DataQueryResponse) => ({ ...packet, state: LoadingState.Streaming }));
      return concat(HEALTHY[signal](request).pipe(streaming), NEVER);
    }),
  },
];

const CELLS = FAULTS.flatMap((fault) =>
  SIGNALS.map((signal) => ({ fault, signal, name: `${fault.name} of ${signal}` }))
);

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

function ask(bench: Bench, limits = LIMITS): { readonly answers: DataQueryResponse[]; readonly stop: () => void } {
  const answers: DataQueryResponse[] = [];
  const clew = bench.clew({ timeoutMs: TIMEOUT_MS, limits });
  const subscription = clew.query(sampleRequest()).subscribe((answer) => answers.push(answer));
  return { answers, stop: () => subscription.unsubscribe() };
}

function rowsBySignal(response: DataQueryResponse): Readonly<Record<Signal, number>> {
  const { traces, logs, series } = classifyFrames(response.data);
  const rows = (frames: ReadonlyArray<{ readonly length: number }>): number =>
    frames.reduce((sum, { length }) => sum + length, 0);
  return { traces: rows(traces), logs: rows(logs), metrics: rows(series) };
}

describe.each(CELLS)('$name', ({ fault, signal }) => {
  it('leaves the other signals, names the leg and the remedy, and leaves no request open', async () => {
    const bench = setBench();
    fault.strike(bench, signal);
    const { answers } = ask(bench, signal === 'metrics' ? fault.limits : undefined);
    await jest.advanceTimersByTimeAsync(10 * TIMEOUT_MS);
    const last = answers[answers.length - 1];
    const { result: report } = readReport(last.data);
    const others = report.filter((line) => line.signal !== signal).map(({ state }) => state);
    const said = report.filter((line) => line.signal === signal && line.state === fault.state);
    const notices = last.data.flatMap((frame) => frame.meta?.notices ?? []);

    expect(last.state).toBe(LoadingState.Done);
    expect(last.errors).toBeUndefined();
    const rows = rowsBySignal(last);
    for (const other of SIGNALS) {
      expect([other, rows[other] > 0]).toEqual([other, other !== signal || fault.keepsRows === true]);
    }
    expect(others.filter((state) => state !== 'done')).toEqual([]);
    const message = signal === 'metrics' ? (fault.ofMetrics ?? fault.message) : fault.message;
    expect(said.map((line) => line.message)).toContain(message);
    expect(remedyText(message, said[0].params)).toBeDefined();
    expect(notices.map(({ text }) => text).join('\n')).toContain(bench[signal].uid);
    expect(bench.openRequests()).toBe(0);
  });

  it('leaves no request open when it is cancelled', async () => {
    const bench = setBench();
    fault.strike(bench, signal);
    const { stop } = ask(bench);
    await jest.advanceTimersByTimeAsync(1);
    stop();
    expect(bench.openRequests()).toBe(0);
    const asked = [bench.traces, bench.logs, bench.metrics].map(({ requests }) => requests.length);
    await jest.advanceTimersByTimeAsync(10 * TIMEOUT_MS);
    expect([bench.traces, bench.logs, bench.metrics].map(({ requests }) => requests.length)).toEqual(asked);
    expect(bench.openRequests()).toBe(0);
  });
});

describe('when every leg fails', () => {
  it('says so as an error of the panel, and still hands over the report', async () => {
    const bench = setBench();
    SIGNALS.forEach((signal) => {
      bench[signal].answer = failedWith(500, 'boom');
    });
    const { answers } = ask(bench);
    await jest.advanceTimersByTimeAsync(10 * TIMEOUT_MS);
    const last = answers[answers.length - 1];
    expect(last.state).toBe(LoadingState.Error);
    expect(last.errors?.map(({ message }) => message).join()).toContain('boom');
    expect(readReport(last.data).result.length).toBeGreaterThan(0);
  });
});
