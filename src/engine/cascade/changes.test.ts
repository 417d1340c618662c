import { precedingChanges } from './changes';
import { seconds } from './testing/signals';
import type { ChangeEvent } from './types';

const FIRST = { low: seconds(1000), at: seconds(1010), high: seconds(1020) };

function change(at: number, text = ''): ChangeEvent {
  return { kind: 'deploy', at: seconds(at), service: 'a', text };
}

describe('changes before the first onset', () => {
  it('are those of the last quarter of an hour, up to the end of its interval, latest first', () => {
    const all = [99, 100, 990, 1000, 1020, 1021].map((at) => change(at));
    expect(precedingChanges(all, FIRST).map(({ at }) => at / 1e9)).toEqual([1020, 1000, 990, 100]);
  });

  it('say how long before; within its uncertainty that may be after', () => {
    expect(precedingChanges([change(990), change(1015)], FIRST).map(({ lead }) => lead / 1e9)).toEqual([-5, 20]);
  });

  it('may be at time 0, and before the input begins', () => {
    const early = { low: seconds(0), at: seconds(2), high: seconds(5) };
    expect(precedingChanges([change(0), change(-600)], early).map(({ lead }) => lead / 1e9)).toEqual([2, 602]);
  });

  it('stay in their order where they came at once', () => {
    expect(precedingChanges([change(990, 'x'), change(990, 'y')], FIRST).map(({ text }) => text)).toEqual(['x', 'y']);
  });

  it('are none without an onset', () => {
    expect(precedingChanges([change(990)], undefined)).toEqual([]);
  });
});
