import { OUTLIER_LANE } from '../conventions/convention';
import { COMMON_STATES, type TransitionPattern } from './pattern';

/** Messages as the libraries' sources and documents have them; the first that matches a line counts. */
export const TRANSITION_PATTERNS: readonly TransitionPattern[] = [
  {
    name: 'changed state',
    sources: [
      {
        url: 'https://github.com/resilience4j/resilience4j/blob/master/resilience4j-circuitbreaker/src/main/java/io/github/resilience4j/circuitbreaker/event/CircuitBreakerOnStateTransitionEvent.java',
        version: '1759cbd4',
      },
      { url: 'https://github.com/dapr/dapr/blob/master/pkg/resiliency/breaker/circuitbreaker.go', version: '18d1f05a' },
    ],
    pattern:
      /circuit ?breaker ["'`]?(?<name>[^"'`]{1,200}?)["'`]? changed state from ["']?(?<from>[\w-]+)["']? to ["']?(?<to>[\w-]+)/i,
    states: COMMON_STATES,
    tells: 'change',
  },
  {
    name: 'does not permit',
    sources: [
      {
        url: 'https://github.com/resilience4j/resilience4j/blob/master/resilience4j-circuitbreaker/src/main/java/io/github/resilience4j/circuitbreaker/CallNotPermittedException.java',
        version: '2.x',
      },
    ],
    pattern: /circuit ?breaker ["'`]?(?<name>[^"'`]{1,200}?)["'`]? is (?<to>\w+) and does not permit further calls/i,
    states: COMMON_STATES,
    tells: 'state',
  },
  {
    name: 'polly',
    sources: [{ url: 'https://www.pollydocs.org/advanced/telemetry#logs', version: '8.x' }],
    pattern: /Resilience event occurred\. EventName: '(?<to>OnCircuit\w+)', Source: '(?<name>[^/']*)\//,
    states: { oncircuitopened: 'open', oncircuithalfopened: 'half-open', oncircuitclosed: 'closed' },
    tells: 'change',
  },
  {
    name: 'envoy outlier detection',
    sources: [
      {
        url: 'https://www.envoyproxy.io/docs/envoy/latest/api-v3/data/cluster/v3/outlier_detection_event.proto',
        version: '1.36',
      },
    ],
    pattern:
      /"cluster_name": ?"(?:(?:in|out)bound\|\d*\|[^|"]*\|)?(?<callee>[^".|]+)[^"]*", ?"upstream_url": ?"(?<instance>[^"]+)", ?"action": ?"(?<to>EJECT|UNEJECT)"/,
    states: { eject: 'open', uneject: 'closed' },
    tells: 'change',
    breaker: OUTLIER_LANE,
  },
  {
    name: 'plain words',
    sources: [],
    pattern:
      /(?:circuit ?)?breaker (?:for |of |to )?["'`]?(?<name>[\w./-]{1,200})["'`]? (?:is |was |has |went |turned |now |state )*(?<to>half[-_ ]?open(?:ed)?|open(?:ed)?|closed)\b/i,
    states: COMMON_STATES,
    tells: 'state',
  },
];

/** A line that none of these words is in tells of no breaker: looked for first, because most lines are such. */
export const SHIPPED_WORDS = /breaker|OnCircuit|EJECT/i;
