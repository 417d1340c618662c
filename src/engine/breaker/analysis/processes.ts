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
  for (const [process, written] of processes) {
    const named = lanes.findIndex(({ instance }) => instance === process);
    own[named < 0 ? best(lanes, written) : named]?.push(...written);
  }
  return own.map((written) => written.sort((a, b) => a.at - b.at));
}

/** The lane that most of the lines fit, -1 when none is better than all others. */
function best(lanes: readonly InstanceLane[], lines: readonly Sighting[]): number {
  const counts = lanes.map((lane) => lines.filter((line) => fits(lane, line)).length);
  const most = Math.max(0, ...counts);
  const first = counts.indexOf(most);
  return most > 0 && counts.lastIndexOf(most) === first ? first : -1;
}

/** Whether the lane changes to the line's state between the samples around the line. */
function fits({ transitions }: InstanceLane, { at, to }: Sighting): boolean {
  return transitions.some((change) => change.to === to && at > change.at - change.within && at <= change.at);
}
