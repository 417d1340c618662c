import { type Given, type Read, readOptions, readScale, readScenario, readSeed, refused, value } from '../arguments';
import type { LiveOptions } from './live';

const OPTIONS = ['--scenario', '--otlp', '--loki', '--metrics-port', '--seed', '--scale', '--speed', '--loop'] as const;
type Option = (typeof OPTIONS)[number];

/** Where a live run sends what happens; at least one of them is given. */
export interface Targets {
  readonly otlp: string | undefined;
  readonly loki: string | undefined;
  readonly metricsPort: number | undefined;
}

export interface LiveArguments {
  readonly run: LiveOptions;
  readonly targets: Targets;
}

const MAX_SPEED = 10_000;
const MAX_PORT = 65_535;

export const LIVE_USAGE = `  npm run lab -- live --scenario NAME [--otlp URL] [--loki URL] [--metrics-port N]
                      [--seed N] [--scale F] [--speed F | --loop]
      One scenario as it happens, now, to at least one of the three.
      --otlp          sends spans to this OTLP/HTTP receiver, http://localhost:4318
      --loki          pushes lines to this Loki, http://localhost:3100
      --metrics-port  serves /metrics for Prometheus to scrape, /healthz, and /alerts for Grafana's webhook; 0 takes any free port
      --seed, --scale as above
      --speed         times faster than the clock, at most ${MAX_SPEED}; the run is put back in time so that it ends now
      --loop          begins anew when the scenario is over, with other requests
`;

/** Reads what follows `live`. */
export function parseLive(args: readonly string[]): Read<LiveArguments> {
  const options = readOptions<Option>(args, OPTIONS, ['--loop']);
  if (!options.ok) {
    return options;
  }
  const run = readRun(options.value);
  const targets = readTargets(options.value);
  if (!run.ok) {
    return run;
  }
  return targets.ok ? value({ run: run.value, targets: targets.value }) : targets;
}

function readRun(options: Given<Option>): Read<LiveOptions> {
  const scenario = readScenario(options.get('--scenario'), '--scenario NAME is missing');
  const seed = readSeed(options.get('--seed'));
  const scale = readScale(options.get('--scale'));
  const speed = readSpeed(options.get('--speed'));
  const loop = options.has('--loop');
  if (!scenario.ok || !seed.ok || !scale.ok || !speed.ok) {
    const reasons = [scenario, seed, scale, speed].flatMap((read) => (read.ok ? [] : [read.reason]));
    return refused(reasons.join('; '));
  }
  if (loop && speed.value !== 1) {
    return refused('--loop goes with the clock: leave --speed out (faster runs would lie on top of one another)');
  }
  return value({ scenario: scenario.value, seed: seed.value, scale: scale.value, speed: speed.value, loop });
}

function readTargets(options: Given<Option>): Read<Targets> {
  const otlp = options.get('--otlp');
  const loki = options.get('--loki');
  const port = options.get('--metrics-port');
  if (otlp === undefined && loki === undefined && port === undefined) {
    return refused('nowhere to send anything: give --otlp URL, --loki URL or --metrics-port N');
  }
  for (const [option, address] of [
    ['--otlp', otlp],
    ['--loki', loki],
  ] as const) {
    if (address !== undefined && !isWebAddress(address)) {
      return refused(`${option} must be an address such as http://localhost:4318, not "${address}"`);
    }
  }
  if (port !== undefined && !(/^\d+$/.test(port) && Number(port) <= MAX_PORT)) {
    return refused(`--metrics-port must be a port from 0 (any free one) to ${MAX_PORT}, not "${port}"`);
  }
  return value({ otlp, loki, metricsPort: port === undefined ? undefined : Number(port) });
}

function readSpeed(text = '1'): Read<number> {
  const speed = Number(text);
  return speed > 0 && speed <= MAX_SPEED
    ? value(speed)
    : refused(`--speed must be above 0 and at most ${MAX_SPEED}, not "${text}"`);
}

function isWebAddress(text: string): boolean {
  try {
    return /^https?:$/.test(new URL(text).protocol);
  } catch {
    return false;
  }
}
