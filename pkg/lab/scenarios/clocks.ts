import type { ClockTruth } from '../incident';
import type { Random } from '../random';
import type { SpanRecord } from '../simulation';

const STYLES = ['node-', 'worker-', 'ip-10-0-', 'vm', 'pool-1-'] as const;
const SUFFIX_DIGITS = 4;
const NS_PER_US = 1000;

/** Names of nodes, each once, as some cloud would give them. */
export function nodeNames(random: Random, count: number): readonly string[] {
  const style = random.pick(STYLES);
  const names = new Set<string>();
  while (names.size < count) {
    names.add(`${style}${random.hex(SUFFIX_DIGITS)}`);
  }
  return [...names];
}

/** A clock that its daemon keeps: a few milliseconds off, and hardly drifting. */
export function disciplined(random: Random): ClockTruth {
  return { offsetUs: random.int(-4000, 4000), driftPpm: random.int(-3, 3) };
}

/** Items in an order of chance. */
export function shuffled<T>(items: readonly T[], random: Random): readonly T[] {
  const left = [...items];
  return items.map(() => left.splice(random.int(0, left.length - 1), 1)[0]);
}

/** Whether a span seems to start before the one that caused it. */
export function startsBeforeCause({ caller, start, instance }: SpanRecord): boolean {
  return caller !== undefined && shownUs(instance, start) < shownUs(caller.instance, caller.start);
}

function shownUs({ node }: SpanRecord['instance'], time: number): number {
  return time / NS_PER_US + node.clock.aheadUs(time);
}

/** Services that have an instance on one of the nodes, in the order of their spans. */
export function servicesOn(spans: readonly SpanRecord[], nodes: readonly string[]): readonly string[] {
  const found = spans.filter(({ instance }) => nodes.includes(instance.node.name));
  return [...new Set(found.map(({ instance }) => instance.service))];
}
