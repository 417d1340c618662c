import './host';

import { framesBench, joinBench } from './correlate';
import type { Bench } from './measure';

const benches: readonly Bench[] = [joinBench, framesBench];

const ANSWERED = 0;
const BOUND_BROKEN = 1;
const BAD_INPUT = 2;

function main(names: readonly string[]): number {
  const known = benches.map(({ name }) => name);
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0 || names.length === 0) {
    process.stderr.write(
      `${unknown.length > 0 ? `unknown bench: ${unknown.join(', ')}\n` : ''}usage: npm run --silent bench -- NAME...   with NAME one of: ${known.join(', ')}\n`
    );
    return BAD_INPUT;
  }
  let exit = ANSWERED;
  for (const bench of benches.filter(({ name }) => names.includes(name))) {
    for (const measure of bench.run()) {
      process.stdout.write(`${JSON.stringify(measure)}\n`);
      exit = measure.holds ? exit : BOUND_BROKEN;
    }
  }
  return exit;
}

process.exitCode = main(process.argv.slice(2));
