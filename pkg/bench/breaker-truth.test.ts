/** @jest-environment ./pkg/testkit/node-environment.cjs */
import { libraryNames } from './breakers/libraries';
import { INSTRUMENTATIONS } from './breakers/spans';
import { compareRuns, type Told } from './breakers/truth';

/** Not those that anything was looked at with. */
const SEEDS = [1001, 1002, 1003, 1004];

describe.each(libraryNames)('a breaker of %s, driven with a virtual clock', (name) => {
  let told: Told;
  beforeAll(async () => {
    told = await compareRuns(name, SEEDS);
  }, 120_000);

  it.each(INSTRUMENTATIONS)('is read from spans alone: %s', (way) => {
    const { rightTime, length, found, visible, wrong, reported } = told.read[way];
    expect(visible).toBeGreaterThan(20);
    expect(rightTime / length).toBeGreaterThan(0.95);
    // Over fifty seeds these are 0.95 and 0.05 (`bench -- breaker-truth`); one odd run of a few weighs more.
    expect(found / visible).toBeGreaterThan(0.9);
    expect(wrong / reported).toBeLessThan(0.1);
  });
});

it('changes as our machine does, where the rule is the same: cockatiel, so many failures in a row', async () => {
  const { machine } = await compareRuns('cockatiel', [1, 3, 4, 8, 17]);
  const consecutive = machine.get('consecutive');
  expect(consecutive?.runs).toBeGreaterThan(2);
  expect(consecutive?.same).toBe(consecutive?.runs);
}, 120_000);
