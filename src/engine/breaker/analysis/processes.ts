import type { Sighting } from '../logs/sightings';
import type { InstanceLane } from '../types';

/**
 * Which lane each line is of, one list a lane. Lines and metrics often name a process differently (a pod, an address), so
 * that the process of a line is the lane whose changes its lines fit best; a line without a process is of the only lane with
 * a change that it fits. O(lines x changes).
 */
export function linesOfLanes(
  lanes: readonly InstanceLane[],
  lines: readonly Sighting[]
): ReadonlyArray<readonly Sighting[]> {
  const own: Sighting[][] = lanes.map(() => []);
  const processes = new Map<string, Sighting[]>();
  for (const line of lines) {
    const process = line.identity.instance;
    if (process === undefined) {
      const fitting = lanes.flatMap((lane, row) => (fits(lane, line) ? [row] : []));
      own[fitting.length === 1 ? (fitting[0] ?? -1) : -1]?.push(line);
    } else {
      const same = processes.get(process) ?? [];
      processes.set(process, same);
      same.push(line);
    }
  }
  const taken = new Set<number>();
  // Who fits two lanes alike is of the one that no other process has taken.
  for (const isFree of [() => true, (lane: number) => !taken.has(lane)]) {
    for (const [process, written] of processes) {
      const named = lanes.findIndex(({ instance }) => instance === process);
      const row = named < 0 ? best(lanes, written, isFree) : named;
      if (row >= 0) {
        own[row]?.push(...written);
        taken.add(row);
        processes.delete(process);
      }
    }
  }
  return own.map((written) => written.sort((a, b) => a.at - b.at));
}

/** The lane that most of the lines fit, -1 when none is better than all others. */
function best(lanes: readonly InstanceLane[], lines: readonly Sighting[], isFree: (lane: number) => boolean): number {
  const counts = lanes.map((lane, row) => (isFree(row) ? lines.filter((line) => fits(lane, line)).length : 0));
  const most = Math.max(0, ...counts);
  const first = counts.indexOf(most);
  return most > 0 && counts.lastIndexOf(most) === first ? first : -1;
}

/** Whether the lane changes to the line's state between the samples around the line. */
function fits({ transitions }: InstanceLane, { at, to }: Sighting): boolean {
  return transitions.some((change) => change.to === to && at > change.at - change.within && at <= change.at);
}
