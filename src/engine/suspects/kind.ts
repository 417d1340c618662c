import type { Told } from './strengths';
import type { EvidenceSignal, FaultKind } from './types';

/** A starved process is slow in every way; what it starves of tells why. */
const RESOURCE_SHARE = 0.5;
const EXCEPTION = /exception|traceback|panic|throwable|stack ?trace/i;

/** What kind of fault the evidence looks like; `told` is strongest first. */
export function faultKind(told: readonly Told[]): FaultKind {
  const [strongest] = told;
  if (strongest === undefined) {
    return 'unknown';
  }
  const resource = told.find(({ scanner }) => scanner.stream.signal === 'resource');
  if (resource !== undefined && resource.strength >= RESOURCE_SHARE * strongest.strength) {
    return 'resource';
  }
  const { signal } = strongest.scanner.stream;
  return isAboutLines(signal) ? lineKind(told) : KINDS[signal];
}

const KINDS: Readonly<Record<Exclude<EvidenceSignal, LineSignal>, FaultKind>> = {
  gap: 'network',
  reply: 'dependency',
  calls: 'dependency',
  mention: 'dependency',
  self: 'resource',
  resource: 'resource',
  symptom: 'unknown',
  traffic: 'traffic',
  change: 'change',
};

type LineSignal = 'template' | 'order' | 'failures';

function isAboutLines(signal: EvidenceSignal): signal is LineSignal {
  return signal === 'template' || signal === 'order' || signal === 'failures';
}

/** An exception says so, or cuts the usual way short without a word; an error that was returned is told of as a failure. */
function lineKind(told: readonly Told[]): FaultKind {
  const texts = told.map(({ scanner, shift }) => scanner.stream.tell(shift.usual, shift.now));
  const failure = texts.find(({ key, params }) => /new|more/.test(key) && /error|critical/.test(String(params.level)));
  if (failure === undefined) {
    return told.some(({ scanner }) => scanner.stream.signal === 'failures') ? 'error-return' : 'exception';
  }
  return EXCEPTION.test(String(failure.params.template)) ? 'exception' : 'error-return';
}
