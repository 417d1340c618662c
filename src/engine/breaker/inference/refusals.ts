import { quantileSorted } from 'simple-statistics';
import TinyQueue from 'tinyqueue';

import { firstAbove } from './bisect';
import { type EdgeCall, type EdgeOutcomes, endOf, failed } from './outcomes';

/** A call that passed, as far as anybody can tell. */
export const ADMITTED = 0;

/** How sure it is that a call was refused, by what tells. */
export const Strength = { named: 0.97, silent: 0.75, silentUnseen: 0.5 } as const;

/** The shortest usual calls: their 5 % quantile. */
const SHORTEST = 0.05;
/** A refusal is shorter than they are; where the callee records no spans, whose absence would tell, much shorter. */
const FAST_SHARE_UNSEEN = 0.25;
/** Share of good calls with a span of the callee, from which its absence says something. */
const USUALLY_SEEN = 0.9;
const FEWEST = 5;
/** Answers that may have opened a breaker: its last is a failure, but others may end at that moment. */
const REMEMBERED = 3;
/** Two calls that one decision ends end together, but for what it takes to tell both. */
const TOGETHER_NS = 2e6;

/**
 * How sure it is of each call of an edge that a breaker refused it; {@link ADMITTED} for the others. Named refusals say so
 * themselves. A silent one failed without a word in well under the usual time, and no span of the callee exists; it needs
 * a failure before it, because nothing opens a breaker that never saw one. A refused connection looks alike but names
 * itself: clients record what the network said.
 */
export function refusals(edge: EdgeOutcomes): Float64Array {
  const good = edge.calls.filter(({ outcome, source }) => outcome === 'success' && source === 'client');
  const seen = good.filter(({ served }) => served !== undefined).length / good.length;
  const isSeen = seen >= USUALLY_SEEN;
  const limit = fastLimit(good) * (isSeen ? 1 : FAST_SHARE_UNSEEN);
  const silent = isSeen ? Strength.silent : Strength.silentUnseen;
  const strengths = Float64Array.from(edge.calls, (call) => {
    if (call.outcome === 'rejected') {
      return call.refusedBy === 'bulkhead' ? ADMITTED : Strength.named;
    }
    return isSilent(call, limit) ? silent : ADMITTED;
  });
  return withCause(edge.calls, withHeld(edge.calls, strengths, silent));
}

/** Below this a failure is faster than nearly any answer, nanoseconds; 0 when too few calls are known to say. */
function fastLimit(good: readonly EdgeCall[]): number {
  if (good.length < FEWEST) {
    return 0;
  }
  const durations = good.map(({ duration }): number => duration).sort((a, b) => a - b);
  return quantileSorted(durations, SHORTEST);
}

function isSilent(call: EdgeCall, limit: number): boolean {
  return (
    call.outcome === 'failure' &&
    call.source === 'client' &&
    call.served === undefined &&
    !call.network &&
    call.duration < limit
  );
}

/**
 * Adds calls that were held back until a trial was decided, and then refused without a word: they end as it fails, and
 * nobody served them.
 */
function withHeld(calls: readonly EdgeCall[], strengths: Float64Array, silent: number): Float64Array {
  const failures = calls.filter((call, row) => failed(call) && strengths[row] === ADMITTED && isTold(call));
  const ends = failures.map(endOf).sort((a, b) => a - b);
  return strengths.map((strength, row) => {
    const call = calls[row];
    if (call === undefined || strength > ADMITTED || isTold(call) || call.outcome !== 'failure') {
      return strength;
    }
    const end = endOf(call);
    const next = firstAbove(ends, end);
    const before = ends[next - 1] ?? -Infinity;
    const after = ends[next] ?? Infinity;
    return Math.min(end - before, after - end) <= TOGETHER_NS ? silent : strength;
  });
}

/** Something but the caller's own failure is known of it: the callee's span, the network's words, that it took too long. */
function isTold({ outcome, served, network }: EdgeCall): boolean {
  return served !== undefined || network || outcome === 'timeout';
}

/** Takes silent refusals back that nothing explains: neither a refusal just before, nor a failure among the last answers. */
function withCause(calls: readonly EdgeCall[], strengths: Float64Array): Float64Array {
  const processes = new Map<string, RecentAnswers>();
  return strengths.map((strength, row) => {
    const call = calls[row];
    if (call === undefined) {
      return strength;
    }
    const recent = processes.get(call.instance) ?? new RecentAnswers();
    processes.set(call.instance, recent);
    const isExplained = strength >= Strength.named || recent.explain(call.start);
    const kept = isExplained ? strength : ADMITTED;
    recent.add(call, kept > ADMITTED);
    return kept;
  });
}

/** What one process was answered last. Calls come by start. */
class RecentAnswers {
  private readonly underWay = new TinyQueue<EdgeCall>([], (a, b) => endOf(a) - endOf(b));
  private answers: boolean[] = [];
  private wasRefused = false;

  /** Whether a breaker may have been open at a time. */
  explain(at: number): boolean {
    for (let next = this.underWay.peek(); next !== undefined && endOf(next) <= at; next = this.underWay.peek()) {
      this.answers = [...this.answers.slice(1 - REMEMBERED), failed(next)];
      this.underWay.pop();
    }
    return this.wasRefused || this.answers.includes(true);
  }

  add(call: EdgeCall, refused: boolean): void {
    this.wasRefused = refused;
    if (!refused) {
      this.underWay.push(call);
    }
  }
}
