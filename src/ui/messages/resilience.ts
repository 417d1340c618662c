import { wording, type Wording } from './wording';

/** States read from calls, breakers that are missing or set badly, timeouts, retries and bulkheads. */
export function resilienceWords(): readonly Wording[] {
  return [...inferredWords(), ...shadowWords(), ...settingWords(), ...findingWords()];
}

function inferredWords(): readonly Wording[] {
  return [
    wording('ui.breaker.inferred.opened', 'Calls are refused; failures in a row before: {{failures}}'),
    wording(
      'ui.breaker.inferred.opened-silently',
      'Calls fail at once and reach nobody; failures in a row before: {{failures}}'
    ),
    wording('ui.breaker.inferred.trial', 'A call was let through after refusals; trials: {{trials}}'),
    wording('ui.breaker.inferred.trial-failed', 'The trial failed'),
    wording('ui.breaker.inferred.trial-succeeded', 'The trial went well'),
    wording('ui.breaker.inferred.passing', 'Calls are let through'),
    wording('ui.breaker.inferred.quiet', 'Nobody called for long: the state is that of the calls around'),
    wording('ui.breaker.inferred.no-calls', 'Nobody called, so nothing tells of the state'),
    wording(
      'ui.breaker.no-client-spans',
      '{{caller}} records no client spans of its calls to {{callee}}: a refused call would leave no trace'
    ),
    wording(
      'ui.breaker.refusals-unseen',
      '{{caller}} stopped calling {{callee}} after failures, for {{silentNs}} in all, and went on being called: a breaker whose refusals nobody records would look so'
    ),
  ];
}

function shadowWords(): readonly Wording[] {
  return [
    wording('ui.breaker.shadow.would-open', 'A breaker would have opened here; failures before: {{failures}}'),
    wording('ui.breaker.shadow.would-try', 'A breaker would have let a trial through; trials: {{trials}}'),
    wording('ui.breaker.shadow.would-close', 'A breaker would have closed after its trial; trials: {{trials}}'),
    wording('ui.breaker.shadow.would-pass', 'A breaker would have let these calls through'),
    wording(
      'ui.breaker.shadow.missing',
      '{{caller}} calls {{callee}} without a breaker. One would have opened after {{openedAtNs}}, refused {{savedCalls}} calls and saved {{savedWaitingNs}} of waiting, if {{callee}} fails as often when it is called less'
    ),
  ];
}

function settingWords(): readonly Wording[] {
  return [
    wording(
      'ui.breaker.setting.flapping',
      'The breaker {{name}} flaps: it opened {{opened}} times, of that {{reopened}} after a failed trial'
    ),
    wording(
      'ui.breaker.setting.opened-late',
      'The breaker {{name}} is too slow: it opened after {{failures}} failed calls and {{delayNs}}'
    ),
    wording(
      'ui.breaker.setting.slow-not-counted',
      'The breaker {{name}} does not count slow calls: {{slow}} in a row took {{slowNs}} instead of {{usualNs}}, and it stayed closed'
    ),
    wording(
      'ui.breaker.setting.opened-early',
      'The breaker {{name}} is too eager: it opened although only {{failures}} of {{calls}} calls failed'
    ),
    wording(
      'ui.breaker.setting.refuses-good',
      'The breaker {{name}} is too eager: it refused {{refused}} calls while {{succeeded}} of {{calls}} calls of other processes went well'
    ),
  ];
}

function findingWords(): readonly Wording[] {
  return [
    wording(
      'ui.resilience.timeout-shorter-than-p99',
      '{{caller}} gives {{callee}} {{timeoutNs}} for {{operation}}, which takes {{p99Ns}} at P99: {{gaveUp}} of {{calls}} calls were given up'
    ),
    wording(
      'ui.resilience.no-timeout',
      '{{caller}} calls {{callee}} ({{operation}}) without a timeout, as far as can be seen: it waited up to {{longestNs}}, usually {{usualNs}}'
    ),
    wording(
      'ui.resilience.retries-multiply',
      'Retries multiply along {{path}}: up to {{product}} calls at the end for one at the beginning'
    ),
    wording(
      'ui.resilience.retries-without-jitter',
      '{{caller}} tries {{callee}} again after the same {{gapNs}} each time: {{retries}} retries, up to {{together}} of them together'
    ),
    wording(
      'ui.resilience.bulkhead-full',
      'A limit of concurrent calls of {{caller}} to {{callee}} was reached: {{refused}} of {{calls}} calls were refused'
    ),
    wording(
      'ui.resilience.pool-waiting',
      'Work waited for a place in a pool of {{service}} ({{metric}}): up to {{most}}, in {{samples}} samples in a row'
    ),
  ];
}
