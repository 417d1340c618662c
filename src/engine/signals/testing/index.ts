import type { SignalFixture } from './fixture';
import { httpFixtures } from './http';
import { meshFixtures } from './meshes';
import { rpcFixtures } from './rpc-and-stores';
import { runtimeFixtures } from './runtimes';
import { spanFixtures } from './spans';

export { type ExpectedRow, type FixtureSeries, presencesOf, type SignalFixture } from './fixture';

export { SOURCES } from './sources';

/** At least one for each convention that ships. */
export const SIGNAL_FIXTURES: readonly SignalFixture[] = [
  ...httpFixtures,
  ...rpcFixtures,
  ...spanFixtures,
  ...meshFixtures,
  ...runtimeFixtures,
];
