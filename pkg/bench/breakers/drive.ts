import { Random } from '../../lab';
import { libraries, type LibraryName, type LibraryBreaker, type TrueState } from './libraries';
import { drawPlan, type Fate, type Plan } from './plan';
import { VirtualClock } from './virtual-clock';

/** What became of one call. Milliseconds. */
export interface Happened {
  readonly fate: Fate;
  /** When it was sent; absent when the breaker refused it. */
  readonly sent?: number;
  /** When the caller had its answer, or gave up. */
  readonly settled: number;
  /** What the caller was thrown; absent when it was answered. */
  readonly error?: { readonly type: string; readonly message: string };
}

export interface StateChange {
  readonly at: number;
  readonly to: TrueState;
}

/** One run of somebody else's breaker: what it did, by its own events. Closed at the start. */
export interface Driven {
  readonly plan: Plan;
  readonly breaker: LibraryBreaker;
  readonly calls: readonly Happened[];
  readonly changes: readonly StateChange[];
}

/** Longer than any timeout. */
const SILENCE_MS = 120_000;
const DRAIN_MS = 10_000;

/** An error with the code that Node's HTTP client gives it. */
class CallError extends Error {
  constructor(
    readonly code: string,
    message: string
  ) {
    super(message);
  }
}

/** Drives a library's breaker through a drawn run. The same name and seed tell the same. */
export async function drive(name: LibraryName, seed: number): Promise<Driven> {
  const random = new Random(seed).fork(name);
  const plan = drawPlan(random.fork('plan'));
  const clock = new VirtualClock();
  const changes: StateChange[] = [];
  const calls: Happened[] = [];
  return await clock.during(async () => {
    const breaker = libraries[name](random.fork('breaker'), {
      timeout: plan.timeout,
      changed: (to) => changes.push({ at: clock.now, to }),
    });
    for (const fate of plan.calls) {
      clock.at(fate.arrival, () => {
        void callOnce(breaker, clock, plan, fate).then((happened) => calls.push(happened));
      });
    }
    await clock.runUntil(plan.end + DRAIN_MS);
    return { plan, breaker, calls: calls.sort((a, b) => a.fate.arrival - b.fate.arrival), changes };
  });
}

async function callOnce(breaker: LibraryBreaker, clock: VirtualClock, plan: Plan, fate: Fate): Promise<Happened> {
  let sent: number | undefined;
  const action = async (): Promise<void> => {
    sent = clock.now;
    await exchange(clock, plan, fate);
  };
  try {
    await breaker.call(action);
    return { fate, settled: clock.now, ...(sent === undefined ? {} : { sent }) };
  } catch (error) {
    return { fate, settled: clock.now, error: wordsOf(error), ...(sent === undefined ? {} : { sent }) };
  }
}

/** The call itself, by a client with a timeout of its own. */
async function exchange(clock: VirtualClock, { timeout }: Plan, { kind, latency }: Fate): Promise<void> {
  const length = kind === 'silence' ? SILENCE_MS : latency;
  await clock.wait(Math.min(length, timeout));
  if (length >= timeout) {
    throw new CallError('ETIMEDOUT', `timeout of ${Math.round(timeout)}ms exceeded`);
  }
  if (kind === 'refused') {
    throw new CallError('ECONNREFUSED', 'connect ECONNREFUSED 10.0.0.7:8080');
  }
  if (kind === 'error') {
    throw new CallError('500', 'Request failed with status code 500');
  }
}

function wordsOf(error: unknown): { readonly type: string; readonly message: string } {
  if (!(error instanceof Error)) {
    return { type: 'unknown', message: String(error) };
  }
  const code = 'code' in error ? String(error.code) : error.constructor.name;
  return { type: code, message: error.message };
}
