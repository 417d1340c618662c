import {
  type Arrival,
  type CorrelationKey,
  defaultRoundLimits,
  type Join,
  joinSignals,
  leftOut,
  planRound,
  presetKeys,
  type RoundState,
  TRACE_KEY,
} from '../../src/engine/correlation';
import type { Outcome } from '../../src/engine/result';
import { normaliseTraceId } from '../../src/engine/units';
import { answerLookup } from './memory';
import { extentOf } from './read/extent';
import type { Incident } from './read/folder';

/** Files are whole: there is nothing beyond their window to widen to, and no server to spare. */
const LIMITS = { ...defaultRoundLimits, widening: [], maxTraces: 1_000, maxIds: 100, maxHops: 8 };

/**
 * Runs the rounds over an incident in memory and joins what they find. Without a key the presets are tried one after the
 * other, until one finds something: the trace first when the ID looks like one (so does a UUID without dashes). They are
 * not mixed, because then one ID would lead over the next kind to everything.
 */
export function correlate(incident: Incident, id: string, key: CorrelationKey | undefined): Outcome<Join> {
  const looksLikeTrace = normaliseTraceId(id) !== undefined;
  const keys = key === undefined ? presetKeys.filter(({ name }) => name !== TRACE_KEY || looksLikeTrace) : [key];
  let answer = joinSignals({ id, arrivals: [] });
  for (const candidate of keys) {
    answer = runRounds(incident, id, candidate);
    if (answer.result.coverage.spans + answer.result.coverage.logs > 0) {
      break;
    }
  }
  return answer;
}

function runRounds(incident: Incident, id: string, key: CorrelationKey): Outcome<Join> {
  let state: RoundState = {
    key,
    id,
    signals: ['traces', 'logs', 'metrics'],
    window: extentOf(incident),
    asked: [],
    answers: [],
  };
  const arrivals: Arrival[] = incident.report.map((report) => ({ leg: report.leg, report }));
  for (let plan = planRound(state, LIMITS); plan.length > 0; plan = planRound(state, LIMITS)) {
    const found = plan.map((lookup) => answerLookup(lookup, key, incident));
    arrivals.push(...found.map(({ arrival }) => arrival));
    state = {
      ...state,
      asked: [...state.asked, ...plan],
      answers: [...state.answers, ...found.map(({ answer }) => answer)],
    };
  }
  const joined = joinSignals({ key, id, arrivals });
  return { result: joined.result, problems: [...joined.problems, ...leftOut(state, LIMITS)] };
}
