import { lokiSink, type MetricsEndpoint, openMetrics, otlpSink, type Sink } from '../sinks';
import { wallClock } from './clock';
import { Live } from './live';
import type { LiveArguments, Targets } from './parse';

/** How long a shutdown waits for what has not been handed over: less than the ten seconds that Docker grants. */
const CLOSE_MS = 5_000;

/**
 * `npm run lab -- live`: runs until the scenario is over or a signal comes, then hands over what still waits.
 *
 * @throws Error with a sentence for the user, when the metrics port is taken
 */
export async function runLive({ run, targets }: LiveArguments, report: (line: string) => void): Promise<void> {
  const stop = new AbortController();
  const onSignal = (signal: NodeJS.Signals): void => {
    report(`${signal}: handing over what still waits`);
    stop.abort();
  };
  process.once('SIGINT', onSignal).once('SIGTERM', onSignal);
  const sinks = openSinks(targets, report);
  const live = new Live(run, { clock: wallClock(), sinks, report, signal: stop.signal });
  let metrics: MetricsEndpoint | undefined;
  try {
    metrics = await openEndpoint(targets, live, sinks, report);
    await live.run();
  } finally {
    await Promise.all(sinks.map((sink) => sink.close(CLOSE_MS)));
    await metrics?.close();
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
  }
}

function openSinks({ otlp, loki }: Targets, report: (line: string) => void): readonly Sink[] {
  return [
    ...(otlp === undefined ? [] : [otlpSink(otlp, report)]),
    ...(loki === undefined ? [] : [lokiSink(loki, report)]),
  ];
}

async function openEndpoint(
  { metricsPort }: Targets,
  live: Live,
  sinks: readonly Sink[],
  report: (line: string) => void
): Promise<MetricsEndpoint | undefined> {
  if (metricsPort === undefined) {
    return undefined;
  }
  const endpoint = await openMetrics({
    port: metricsPort,
    report,
    scraped: () => live.scraped(),
    health: () => ({ ...live.state(), sinks: sinks.map(({ name, counts }) => ({ name, ...counts })) }),
  });
  report(`metrics on http://localhost:${endpoint.port}/metrics`);
  return endpoint;
}
