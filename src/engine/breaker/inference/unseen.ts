import { median } from 'simple-statistics';

import { problem, type Problem } from '../../result';
import { firstAbove } from './bisect';
import { type EdgeCall, type EdgeOutcomes, endOf, failed } from './outcomes';

/** Failures in a row before a silence that nobody else explains. */
const FEWEST_FAILURES = 3;
const SILENCE = 20;
const LEAST_SILENCE_NS = 1e9;
/** Requests that the caller got in the silence, and the share of them that it usually passes on. */
const FEWEST_REQUESTS = 5;
const USUAL_SHARE = 0.5;

/**
 * Edges that fall silent after failures while their callers go on being called: a breaker whose refusals nobody records
 * would look so, and so would a caller that fails before it calls. Nothing is inferred from it but that it is so.
 *
 * @param quiet - edges on which nothing was refused
 */
export function unseenRefusals(quiet: readonly EdgeOutcomes[], edges: readonly EdgeOutcomes[]): readonly Problem[] {
  return quiet.flatMap(({ caller, callee, calls }) => {
    const requests = edges
      .filter((edge) => edge.callee === caller)
      .flatMap((edge) => edge.calls.map(({ start }): number => start))
      .sort((a, b) => a - b);
    if (calls.length < USUAL_SHARE * requests.length) {
      return [];
    }
    const silences = silencesOf(calls, requests);
    const silentNs = silences.reduce((sum, { from, to }) => sum + to - from, 0);
    return silences.length === 0
      ? []
      : [problem('breaker.refusals-unseen', { caller, callee, silentNs }, silences.length)];
  });
}

function silencesOf(
  calls: readonly EdgeCall[],
  requests: readonly number[]
): ReadonlyArray<{ readonly from: number; readonly to: number }> {
  const gaps = calls.slice(1).map(({ start }, row) => start - (calls[row]?.start ?? 0));
  const longest = Math.max(LEAST_SILENCE_NS, gaps.length === 0 ? Infinity : SILENCE * median(gaps));
  let failures = 0;
  return calls.flatMap((call, row) => {
    failures = failed(call) ? failures + 1 : 0;
    const from = endOf(call);
    const to = calls[row + 1]?.start ?? requests.at(-1) ?? from;
    const meanwhile = firstAbove(requests, to) - firstAbove(requests, from);
    const silent = failures >= FEWEST_FAILURES && to - from > longest && meanwhile >= FEWEST_REQUESTS;
    return silent ? [{ from, to }] : [];
  });
}
