import fc from 'fast-check';

import { diffEpoch, epochNs, epochNsFromMs, nanos, offsetFrom } from '../engine/units';
import { epochNsFromParts, msAfter, nsTextAfter, offsetFromMs, partsOfEpochNs } from './time';

const epochs = fc.bigInt({ min: -4_000_000_000_000_000_000n, max: 4_000_000_000_000_000_000n }).map(epochNs);
const offsets = fc.integer({ min: 0, max: 4_000_000_000_000_000 });
const runs = { seed: 20_261_121, numRuns: 1000 };

describe('times without a bigint for each', () => {
  it('offsetFrom agrees with the difference of bigints, negative times too', () => {
    fc.assert(
      fc.property(epochs, offsets, (origin, offset) => {
        expect(offsetFrom(String(origin))(String(origin + BigInt(offset)))).toBe(offset);
      }),
      runs
    );
  });

  it('offsetFrom is NaN for what is no number', () => {
    expect(['', '-', 'x', '1e5', '12345678901234x6789', ' 1', '1.5'].map(offsetFrom('0'))).toEqual(Array(7).fill(NaN));
  });

  it('offsetFromMs agrees with the difference of two epochNsFromMs', () => {
    const ms = fc.double({ min: 0, max: 4e12, noNaN: true });

    fc.assert(
      fc.property(ms, fc.double({ min: 0, max: 1e9, noNaN: true }), (from, length) => {
        const origin = epochNsFromMs(from);

        expect(offsetFromMs(origin)(from + length)).toBe(diffEpoch(epochNsFromMs(from + length), origin));
      }),
      runs
    );
  });

  it('nsTextAfter is the decimal text of origin and offset, padded within the second', () => {
    fc.assert(
      fc.property(epochs, offsets, (origin, offset) => {
        expect(nsTextAfter(origin)(offset)).toBe(String(origin + BigInt(offset)));
      }),
      runs
    );
    expect(nsTextAfter(epochNs(1_999_999_999n))(2)).toBe('2000000001');
  });

  it('partsOfEpochNs and epochNsFromParts are inverse, and nanoseconds stay below a millisecond', () => {
    fc.assert(
      fc.property(epochs, (time) => {
        const parts = partsOfEpochNs(time);

        expect(epochNsFromParts(parts.ms, parts.nanos)).toBe(time);
        expect(parts.nanos).toBeGreaterThanOrEqual(0);
        expect(parts.nanos).toBeLessThan(1_000_000);
      }),
      runs
    );
  });

  it('msAfter keeps whole milliseconds whole', () => {
    expect(msAfter(epochNs(1_795_254_103_737_999_756n))(nanos(244))).toBe(1_795_254_103_738);
  });
});
