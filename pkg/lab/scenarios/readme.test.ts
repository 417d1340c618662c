import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { scenarioNames, scenarios } from './index';

describe('the list of scenarios', () => {
  const readme = readFileSync(join(__dirname, '..', 'README.md'), 'utf8');

  it.each(scenarioNames)('has a row for %s', (name) => {
    expect(readme).toMatch(new RegExp(`^\\| \`${name}\` +\\|`, 'm'));
  });

  it('names every scenario once, by its own name', () => {
    expect([...scenarioNames].sort()).toEqual(Object.keys(scenarios).sort());
    expect(scenarioNames.map((name) => scenarios[name].name)).toEqual(scenarioNames);
  });
});
