import {
  BREAKER_CONVENTIONS,
  type BreakerConfiguration,
  type BreakerOptions,
  customBreakerConvention,
} from '../../../engine/breaker';
import type { Problem } from '../../../engine/result';
import { nanosFromMs } from '../../../engine/units';
import type { CustomMapping, ShadowRuleOptions } from '../options';

const MS_PER_S = 1000;
const PERCENT = 100;

/** What the engine is asked to do, and what of the author's options it cannot. */
export interface Settings {
  readonly engine: BreakerOptions;
  readonly problems: readonly Problem[];
}

/** The author's options as the engine takes them: a metric of their own is tried before those of the libraries. */
export function settingsOf(rule: ShadowRuleOptions, custom: CustomMapping): Settings {
  const shadow = shadowConfiguration(rule);
  if (custom.metric.trim() === '' && custom.stateLabel.trim() === '') {
    return { engine: { shadow }, problems: [] };
  }
  const own = customBreakerConvention(customMetric(custom));
  return own.ok
    ? { engine: { shadow, conventions: [own.value, ...BREAKER_CONVENTIONS] }, problems: [] }
    : { engine: { shadow }, problems: [own.error] };
}

function shadowConfiguration(rule: ShadowRuleOptions): BreakerConfiguration {
  return {
    rule:
      rule.kind === 'rate'
        ? {
            kind: 'rate',
            share: rule.share / PERCENT,
            comparison: 'at',
            minimumCalls: rule.minimumCalls,
            window: { kind: 'time', length: nanosFromMs(rule.windowSeconds * MS_PER_S) },
          }
        : { kind: 'consecutive', failures: rule.failures, comparison: 'at' },
    openFor: nanosFromMs(rule.openSeconds * MS_PER_S),
    trialCalls: rule.trialCalls,
  };
}

function customMetric(custom: CustomMapping): Parameters<typeof customBreakerConvention>[0] {
  const named = <Name extends string>(name: Name, text: string) => (text.trim() === '' ? {} : { [name]: text.trim() });
  return {
    name: custom.metric.trim() === '' ? custom.stateLabel.trim() : custom.metric.trim(),
    metric: custom.metric.trim(),
    labels: {
      name: custom.nameLabel.trim(),
      ...named('caller', custom.callerLabel),
      ...named('callee', custom.calleeLabel),
    },
    ...named('stateLabel', custom.stateLabel),
    ...named('calls', custom.calls),
    ...named('failed', custom.failed),
    ...named('rejected', custom.rejected),
    states: Object.fromEntries(custom.states.flatMap(stateEntry)),
  };
}

/** `0=closed` as a pair; what has no `=` stands for itself: it is then told to be no state. */
function stateEntry(entry: string): ReadonlyArray<readonly [string, string]> {
  const text = entry.trim();
  const cut = text.lastIndexOf('=');
  return text === '' ? [] : [[text.slice(0, Math.max(0, cut)).trim(), text.slice(cut + 1).trim()]];
}
