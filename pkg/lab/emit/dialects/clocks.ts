import type { Dialect } from './happenings';

const US_PER_S = 1e6;
const NS_PER_S = 1e9;
/** The kernel gives a clock up that its daemon could not keep this near. */
const SYNCHRONISED_S = 0.1;
const PPM = 1e-6;
/** What the way to the time server adds to what a node can say of its clock. */
const ROOT_DELAY_S = 0.012;

/**
 * node_exporter's timex collector, of the nodes that instances run on: what NTP says of a clock that it does not correct.
 * The offset is what is still to be added to the local clock, so a node that is ahead reads less than nought.
 */
export const clocks: Dialect = {
  instance: ({ node: { name, clock } }, { sinceStartSeconds }, { registry }) => {
    const labels = { instance: `${name}:9100`, nodename: name, job: 'node' };
    const { driftPpm } = clock.truth;
    const offset = -clock.aheadUs(sinceStartSeconds * NS_PER_S) / US_PER_S;
    registry.set('node_timex_offset_seconds', labels, offset);
    registry.set('node_timex_sync_status', labels, Math.abs(offset) < SYNCHRONISED_S ? 1 : 0);
    registry.set('node_timex_estimated_error_seconds', labels, Math.abs(offset) / 10);
    registry.set('node_timex_maxerror_seconds', labels, Math.abs(offset) + ROOT_DELAY_S);
    registry.set('node_timex_frequency_adjustment_ratio', labels, 1 - driftPpm * PPM);
  },
};
