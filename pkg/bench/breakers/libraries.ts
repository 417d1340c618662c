import { circuitBreaker, CircuitState, ConsecutiveBreaker, CountBreaker, handleAll, SamplingBreaker } from 'cockatiel';
import CircuitBreaker from 'opossum';

import type { BreakerConfiguration } from '../../../src/engine/breaker';
import { nanosFromMs } from '../../../src/engine/units';
import type { Random } from '../../lab';

export type TrueState = 'closed' | 'open' | 'half-open';

/** A breaker of somebody else, drawn from a seed. */
export interface LibraryBreaker {
  /** What it was made with, for a table. */
  readonly kind: string;
  /** Our machine's settings that come closest. */
  readonly likewise: BreakerConfiguration;
  readonly call: (action: () => Promise<void>) => Promise<void>;
}

export type MakeBreaker = (
  random: Random,
  options: { readonly timeout: number; readonly changed: (to: TrueState) => void }
) => LibraryBreaker;

/** nodeshift/opossum 10: a rate over rolling buckets, a timer until half-open, one trial. */
const opossum: MakeBreaker = (random, { timeout, changed }) => {
  const errorThresholdPercentage = random.int(20, 70);
  const resetTimeout = random.int(2000, 30_000);
  const rollingCountTimeout = random.pick([5000, 10_000, 20_000]);
  const volumeThreshold = random.pick([0, 2, 5, 10]);
  const breaker = new CircuitBreaker((action: () => Promise<void>) => action(), {
    timeout,
    errorThresholdPercentage,
    resetTimeout,
    rollingCountTimeout,
    volumeThreshold,
    rollingCountBuckets: 10,
    rollingPercentilesEnabled: false,
    enableSnapshots: false,
  });
  breaker.on('open', () => changed('open'));
  breaker.on('halfOpen', () => changed('half-open'));
  breaker.on('close', () => changed('closed'));
  return {
    kind: 'rate',
    likewise: {
      rule: {
        kind: 'rate',
        share: errorThresholdPercentage / 100,
        comparison: 'after',
        minimumCalls: Math.max(1, volumeThreshold),
        window: {
          kind: 'time',
          length: nanosFromMs(rollingCountTimeout),
          bucket: nanosFromMs(rollingCountTimeout / 10),
        },
      },
      openFor: nanosFromMs(resetTimeout),
      trialCalls: 1,
    },
    call: (action) => breaker.fire(action),
  };
};

/** connor4312/cockatiel 4: three rules, half-open at the next call, one trial or several. */
const cockatiel: MakeBreaker = (random, { changed }) => {
  const { kind, breaker, rule } = drawCockatiel(random);
  const halfOpenAfter = random.int(2000, 30_000);
  const halfOpenSampling = random.chance(0.3)
    ? { calls: random.int(2, 5), threshold: random.pick([0, 0.3]) }
    : undefined;
  const policy = circuitBreaker(handleAll, {
    breaker,
    halfOpenAfter,
    ...(halfOpenSampling === undefined ? {} : { halfOpenSampling }),
  });
  policy.onStateChange((state) => {
    if (state !== CircuitState.Isolated) {
      changed(STATES[state]);
    }
  });
  return {
    kind: halfOpenSampling === undefined ? kind : `${kind}, trials`,
    likewise: { rule, openFor: nanosFromMs(halfOpenAfter), trialCalls: halfOpenSampling?.calls ?? 1 },
    call: (action) => policy.execute(action),
  };
};

const STATES = {
  [CircuitState.Closed]: 'closed',
  [CircuitState.Open]: 'open',
  [CircuitState.HalfOpen]: 'half-open',
} as const;

function drawCockatiel(random: Random): {
  readonly kind: string;
  readonly breaker: ConsecutiveBreaker | CountBreaker | SamplingBreaker;
  readonly rule: BreakerConfiguration['rule'];
} {
  const share = random.between(0.3, 0.7);
  switch (random.pick(['consecutive', 'count', 'sampling'] as const)) {
    case 'consecutive': {
      const failures = random.int(2, 8);
      return {
        kind: 'consecutive',
        breaker: new ConsecutiveBreaker(failures),
        rule: { kind: 'consecutive', failures, comparison: 'at' },
      };
    }
    case 'count': {
      const size = random.int(5, 40);
      return {
        kind: 'count',
        breaker: new CountBreaker({ threshold: share, size }),
        rule: {
          kind: 'rate',
          share,
          comparison: 'after',
          minimumCalls: size,
          window: { kind: 'count', calls: size },
        },
      };
    }
    case 'sampling': {
      const duration = random.pick([5000, 10_000, 20_000]);
      const minimumRps = random.pick([0.2, 0.5]);
      return {
        kind: 'sampling',
        breaker: new SamplingBreaker({ threshold: share, duration, minimumRps }),
        rule: {
          kind: 'rate',
          share,
          comparison: 'after',
          minimumCalls: Math.ceil((duration / 1000) * minimumRps),
          window: { kind: 'time', length: nanosFromMs(duration) },
        },
      };
    }
  }
}

/** The libraries whose breakers are driven, by name. */
export const libraries = { opossum, cockatiel } as const;
export type LibraryName = keyof typeof libraries;
export const libraryNames: readonly LibraryName[] = ['opossum', 'cockatiel'];
