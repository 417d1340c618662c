import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';

import type { Bench, Measure } from './measure';

const measuredSchema = v.array(
  v.object({
    measure: v.string(),
    value: v.number(),
    unit: v.string(),
    yardstick: v.nullable(v.number()),
    bound: v.number(),
  })
);

/**
 * What each view asks of its sources when there is more traffic. The data source wants a page around it, so what measures
 * is a jest file, `tests/pushdown`, over the workbench's sources.
 */
export const pushdownBench: Bench = {
  name: 'pushdown',
  run: () => {
    const folder = mkdtempSync(join(tmpdir(), 'clew-pushdown-'));
    try {
      const out = join(folder, 'measures.json');
      const jest = join('node_modules', 'jest', 'bin', 'jest.js');
      const args = ['--max-old-space-size=8192', jest, '--testMatch', '<rootDir>/tests/pushdown/*.measure.ts'];
      const ran = spawnSync(process.execPath, [...args, '--silent', '--runInBand'], {
        encoding: 'utf8',
        env: { ...process.env, CLEW_PUSHDOWN: out },
      });
      if (ran.status !== 0) {
        throw new Error(`the views could not be measured\n${ran.stderr}`);
      }
      return v.parse(measuredSchema, JSON.parse(readFileSync(out, 'utf8'))).map(held);
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
};

/** Aggregates are as large as under the usual traffic, neither more nor less; rows are within their limit. */
function held({ measure, value, unit, yardstick, bound }: v.InferOutput<typeof measuredSchema>[number]): Measure {
  const ratio = yardstick === null ? null : value === yardstick ? 1 : Number((value / yardstick).toPrecision(4));
  const holds = ratio === null ? value <= bound : ratio <= bound && ratio >= 1 / bound;
  return { bench: 'pushdown', measure, value, unit, yardstick, ratio, bound, holds };
}
