import { parseArgs } from 'node:util';

/** What `npm run demo` was asked. */
export interface DemoOptions {
  /** First port to try; the next free one is taken. */
  readonly port: number;
  readonly scenario: string;
  readonly seed: number;
  readonly build: 'when-stale' | 'never' | 'always';
  /** By data source uid. */
  readonly faults: ReadonlyMap<string, Fault>;
}

/** What is wrong with a data source, for showing how the product takes it. */
export interface Fault {
  /** The answer comes this many milliseconds late. */
  readonly delayMs?: number;
  /** The answer fails with this HTTP status. */
  readonly status?: number;
  /** The answer never comes. */
  readonly hang?: boolean;
}

export const USAGE = `npm run demo -- [options]
  --port N             first port to try (3400)
  --scenario NAME      incident of the lab to lay down (mysterious-timeout)
  --seed N             seed of the incident (1)
  --no-build           serve dist/ as it is
  --build              build dist/ even when it looks fresh
  --delay UID=MS       let the data source tempo, loki or prom answer late; may be repeated
  --fail UID=STATUS    let it answer with an HTTP status, or "hang"; may be repeated`;

/**
 * Reads the command line.
 *
 * @throws Error with a sentence for the user, when an option is unknown or has no sense.
 */
export function readOptions(args: readonly string[]): DemoOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: { type: 'string', default: '3400' },
      scenario: { type: 'string', default: 'mysterious-timeout' },
      seed: { type: 'string', default: '1' },
      build: { type: 'boolean' },
      'no-build': { type: 'boolean' },
      delay: { type: 'string', multiple: true, default: [] },
      fail: { type: 'string', multiple: true, default: [] },
    },
  });
  return {
    port: integer('--port', values.port),
    scenario: values.scenario,
    seed: integer('--seed', values.seed),
    build: values['no-build'] === true ? 'never' : values.build === true ? 'always' : 'when-stale',
    faults: readFaults([...values.delay.map((each) => `delay-${each}`), ...values.fail.map((each) => `fail-${each}`)]),
  };
}

/** Reads faults as the page's address carries them: `delay-tempo=5000`, `fail-loki=403`, `fail-loki=hang`. */
export function readFaults(pairs: readonly string[]): ReadonlyMap<string, Fault> {
  const faults = new Map<string, Fault>();
  for (const pair of pairs) {
    const [, kind, uid, value] = /^(delay|fail)-([^=]+)=(.+)$/.exec(pair) ?? [];
    if (uid !== undefined) {
      faults.set(uid, { ...faults.get(uid), ...readFault(kind, value) });
    }
  }
  return faults;
}

function readFault(kind: string, value: string): Fault {
  if (kind === 'delay') {
    return { delayMs: integer('delay', value) };
  }
  return value === 'hang' ? { hang: true } : { status: integer('fail', value) };
}

function integer(name: string, text: string): number {
  if (!/^\d+$/.test(text)) {
    throw new Error(`${name} must be a whole number, not "${text}"`);
  }
  return Number(text);
}
