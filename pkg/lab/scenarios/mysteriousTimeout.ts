import type { Random } from '../random';
import { shop } from '../topology';
import { degradation } from './degradation';
import { errorLines, LISTED_IDS, requestIdsOf, type TraceSpans, tracesOf } from './evidence';
import type { Plan, Run, Scenario, Told } from './scenario';

const RUN_MS = 660_000;
const GATEWAY_TIMEOUT = 504;

/** Calls in flight to the external API: told as 50 usually, and 500 in the spike. */
const USUAL_CALLS = 48;

function plan(random: Random, scale: number): Plan {
  const onsetMs = Math.round(random.between(270_000, 330_000));
  const spikeMs = Math.round(random.between(70_000, 85_000));
  const rampMs = 12_000;
  const period = { fromMs: onsetMs, toMs: onsetMs + spikeMs };
  return {
    topology: shop(random.fork('topology'), { events: false }),
    load: {
      requestsPerS: random.between(1.4, 1.8) * scale,
      untilMs: RUN_MS,
      ambient: [
        {
          caller: 'fraud-detection',
          callee: 'external-fraud-api',
          operation: 'score',
          usualCalls: USUAL_CALLS,
          peakCalls: random.int(390, 420),
          period,
          rampMs,
        },
      ],
    },
    faults: [
      { kind: 'traffic-spike', period, factor: random.between(7, 8), rampMs },
      { kind: 'congestion', role: 'external-fraud-api', capacity: 60, exponent: random.between(1.85, 1.9), spread: 2 },
    ],
    onsetMs,
  };
}

/** A checkout answered with 504 whose trace holds every service of the path and the most error lines. */
function tellingTraces(run: Run): readonly TraceSpans[] {
  const errors = errorLines(run.lines);
  const failing = tracesOf(run.spans).filter((spans) =>
    spans.some((span) => span.parentSpanId === '' && span.attributes['http.response.status_code'] === GATEWAY_TIMEOUT)
  );
  const weight = (spans: TraceSpans): number => {
    const services = new Set(spans.map((span) => span.instance.spec.role)).size;
    return services * 100 + (errors.get(spans[0].traceId) ?? 0);
  };
  return [...failing].sort((a, b) => weight(b) - weight(a));
}

function tell(run: Run): Told {
  const { words } = run;
  const hit = degradation(run);
  return {
    cause:
      `A spike of traffic sent about 500 instead of 50 concurrent, unthrottled calls from ${words.name('fraud-detection')} to ` +
      `${words.name('external-fraud-api')}, which then took up to ten seconds and more to answer; ${words.name('payment')} and ` +
      `${words.name('checkout')} timed out waiting, and ${words.name('frontend')} answered 504.`,
    kind: 'external-dependency-saturated-by-own-calls',
    firstService: words.name('external-fraud-api'),
    ...hit,
    ids: requestIdsOf(tellingTraces(run).slice(0, LISTED_IDS), words),
    fault: { service: words.name('external-fraud-api'), kind: 'dependency' },
  };
}

/** Told in seeds/004, "The Mysterious Timeout". */
export const mysteriousTimeout: Scenario = {
  name: 'mysterious-timeout',
  summary: 'a traffic spike sends 500 instead of 50 concurrent calls to an external API; checkouts end in 504',
  plan,
  tell,
};
