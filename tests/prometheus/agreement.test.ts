import { runScenario } from '../../pkg/lab';
import { remember } from '../../pkg/workbench/sources';
import { differences, realAnswer, workbenchAnswer } from './compare';
import { findPrometheus } from './debian';
import { languageQueries } from './language';
import { openMetrics } from './openMetrics';
import { RealPrometheus } from './server';

const found = findPrometheus();
const START_S = Date.UTC(2026, 10, 21, 10) / 1000;

describe('the workbench evaluates PromQL as the real Prometheus does', () => {
  const incident = runScenario('mysterious-timeout', { seed: 1, scale: 0.5 });
  const memory = remember(incident);
  let real: RealPrometheus | undefined;

  beforeAll(async () => {
    if ('missing' in found) {
      process.stdout.write(`skipped: ${found.missing}\n`);
      return;
    }
    real = await RealPrometheus.start(openMetrics(incident.metrics));
  });
  afterAll(() => real?.stop());

  it.each(languageQueries)('%s', async (query) => {
    if (real === undefined || 'missing' in found) {
      return;
    }
    const times = { start: START_S + 60, end: START_S + 720, step: 10 };
    expect(
      differences(realAnswer(await real.range(query, times)), workbenchAnswer(memory, query, times, found.major))
    ).toEqual([]);
  });
});
