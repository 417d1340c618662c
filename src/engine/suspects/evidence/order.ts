import type { Line, ReadLines, TemplateFacts } from './lines';
import type { Stream } from './stream';
import type { Stay } from './visits';

/** After the last line of a thread. */
const END = -1;
/** What follows varies less than what is written; one visit may write many lines. */
const WEIGHT = 0.8;

interface Occurrence {
  readonly line: Line;
  readonly next: number;
}

/** Occurrences of one template of one service, with what followed each. */
interface Followed {
  readonly service: string;
  readonly template: number;
  readonly now: Occurrence[];
  readonly usual: Occurrence[];
}

/**
 * What follows each line in its span: an exception cuts the usual way short though nothing is logged of it (the patterns of
 * Yu et al., "Nezha", ESEC/FSE 2023, of length two).
 */
export function orderStreams({ now, usual, facts, excused }: ReadLines): readonly Stream[] {
  const all = new Map<string, Followed>();
  const add = (lines: readonly Line[], side: 'now' | 'usual'): void => {
    for (const occurrence of occurrencesOf(lines, excused)) {
      const { service, template } = occurrence.line;
      const key = `${service}\n${template}`;
      const found = all.get(key) ?? { service, template, now: [], usual: [] };
      all.set(key, found);
      found[side].push(occurrence);
    }
  };
  add(usual.lines, 'usual');
  add(now.lines, 'now');
  return [...all.values()].flatMap((followed) => [...streamsOf(followed, facts)]);
}

function* occurrencesOf(lines: readonly Line[], excused: ReadonlySet<Stay>): Generator<Occurrence> {
  const next = new Map<string, number>();
  const reversed: Occurrence[] = [];
  for (let at = lines.length - 1; at >= 0; at -= 1) {
    const line = lines[at];
    if (line !== undefined && line.thread !== '' && !excused.has(line.visit)) {
      reversed.push({ line, next: next.get(line.thread) ?? END });
      next.set(line.thread, line.template);
    }
  }
  yield* reversed.reverse();
}

function* streamsOf({ service, template, now, usual }: Followed, facts: readonly TemplateFacts[]): Generator<Stream> {
  const times = Float64Array.from(now, ({ line }) => line.time);
  if (times.length === 0) {
    return;
  }
  for (const next of new Set([...usual, ...now].map((occurrence) => occurrence.next))) {
    yield {
      signal: 'order',
      place: { service },
      shape: 'share',
      bothWays: true,
      weight: WEIGHT,
      inheritable: true,
      times,
      values: Float64Array.from(now, (occurrence) => (occurrence.next === next ? 1 : 0)),
      baseline: Float64Array.from(usual, (occurrence) => (occurrence.next === next ? 1 : 0)),
      tell: (before, after) => {
        const params = { template: facts[template]?.text ?? '', usual: before, now: after };
        return next === END
          ? { key: 'suspect.end', params }
          : { key: 'suspect.order', params: { ...params, next: facts[next]?.text ?? '' } };
      },
      link: (row) => now[row]?.line.link,
    };
  }
}
