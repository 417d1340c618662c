import type { BreakerConfiguration, BreakerRule, RateWindow } from '../../engine/breaker';
import { nanos, type Nanos } from '../../engine/units';
import { isRecord, numberOf } from '../frame';

type Fields = Readonly<Record<string, unknown>>;

/** What is known of how a breaker is set; `undefined` when nothing of it can be read. */
export function readConfiguration(value: unknown): Partial<BreakerConfiguration> | undefined {
  if (!isRecord(value)) {
    return undefined;
  }
  const rule = isRecord(value.rule) ? readRule(value.rule) : undefined;
  const openFor = lengthOf(value.openFor);
  const trialCalls = numberOf(value.trialCalls);
  const successesToClose = numberOf(value.successesToClose);
  const clearEvery = lengthOf(value.clearEvery);
  const { trialRule } = value;
  return {
    ...(rule === undefined ? {} : { rule }),
    ...(openFor === undefined ? {} : { openFor }),
    ...(trialCalls === undefined ? {} : { trialCalls }),
    ...(successesToClose === undefined ? {} : { successesToClose }),
    ...(trialRule === 'first-failure' || trialRule === 'share' ? { trialRule } : {}),
    ...(clearEvery === undefined ? {} : { clearEvery }),
  };
}

function readRule(rule: Fields): BreakerRule | undefined {
  const comparison = rule.comparison === 'after' ? 'after' : 'at';
  const failures = numberOf(rule.failures);
  if (rule.kind === 'consecutive' && failures !== undefined) {
    return { kind: 'consecutive', failures, comparison };
  }
  const share = numberOf(rule.share);
  const window = isRecord(rule.window) ? readWindow(rule.window) : undefined;
  return rule.kind === 'rate' && share !== undefined && window !== undefined
    ? { kind: 'rate', share, comparison, minimumCalls: numberOf(rule.minimumCalls) ?? 0, window }
    : undefined;
}

function readWindow(window: Fields): RateWindow | undefined {
  const calls = numberOf(window.calls);
  const length = lengthOf(window.length);
  const bucket = lengthOf(window.bucket);
  if (window.kind === 'count' && calls !== undefined) {
    return { kind: 'count', calls };
  }
  if (window.kind === 'time' && length !== undefined) {
    return { kind: 'time', length, ...(bucket === undefined ? {} : { bucket }) };
  }
  return window.kind === 'all' ? { kind: 'all' } : undefined;
}

function lengthOf(value: unknown): Nanos | undefined {
  const length = numberOf(value);
  return length === undefined ? undefined : nanos(length);
}
