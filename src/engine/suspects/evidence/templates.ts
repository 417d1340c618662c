import type { Evidence as EvidenceLink } from '../../finding';
import type { Steps } from '../../steps';
import { isFailure } from '../templates';
import { type Line, type ReadLines, requestOf, type TemplateFacts } from './lines';
import type { Settled } from './stays';
import type { Place, Stream } from './stream';
import type { Stay, Walk } from './visits';

/** Visits of one operation, or of one service, and which templates each wrote. */
class Group {
  private readonly rows = new Map<Stay, number>();
  private readonly baselineRows = new Map<Stay, number>();
  private readonly written = new Map<number, { now: Map<number, EvidenceLink>; usual: Set<number> }>();

  public constructor(public readonly place: Place) {}

  public addStay(stay: Stay, isBaseline: boolean): void {
    const rows = isBaseline ? this.baselineRows : this.rows;
    rows.set(stay, rows.size);
  }

  public addLine(line: Line, isBaseline: boolean): void {
    const row = (isBaseline ? this.baselineRows : this.rows).get(line.visit);
    if (row === undefined) {
      return;
    }
    const found = this.written.get(line.template) ?? { now: new Map<number, EvidenceLink>(), usual: new Set<number>() };
    this.written.set(line.template, found);
    if (isBaseline) {
      found.usual.add(row);
    } else if (!found.now.has(row)) {
      found.now.set(row, line.link);
    }
  }

  /** One stream a template: whether each visit wrote it. Excused visits count only for what they wrote of failures. */
  public *streams({ facts, excused, passedOn }: ReadLines): Generator<Stream> {
    for (const [template, { now, usual }] of this.written) {
      const fact = facts[template];
      if (fact !== undefined) {
        const isKept = (visit: Stay): boolean => isFailure(fact.level) || !excused.has(visit);
        const visits = [...this.rows].filter(([visit]) => isKept(visit));
        const before = [...this.baselineRows].filter(([visit]) => isKept(visit));
        if (visits.length > 0) {
          yield* streamsOf(
            this.place,
            fact,
            (counts) => ({
              times: Float64Array.from(visits, ([{ start }]) => start),
              values: Float64Array.from(visits, ([stay, row]) => (now.has(row) && counts(stay) ? 1 : 0)),
              baseline: Float64Array.from(before, ([stay, row]) => (usual.has(row) && counts(stay) ? 1 : 0)),
              link: (at) => now.get(visits[at]?.[1] ?? -1),
            }),
            passedOn
          );
        }
      }
    }
  }
}

/** Whether each visit wrote a line, of the visits in which that counts. */
type Columns = (counts: (stay: Stay) => boolean) => Pick<Stream, 'times' | 'values' | 'baseline' | 'link'>;

/** A line that tells of a failure counts in full, any other as a change of what is done. */
const CHANGE_WEIGHT = 0.8;
/** Who names another as the reason is the messenger; but the messenger may be wrong. */
const MESSENGER_WEIGHT = 0.3;
const MENTIONED_WEIGHT = 0.5;

/** In a chain of calls each names the next one: only the last, which names nobody, is blamed by the one before it. */
function* streamsOf(
  place: Place,
  fact: TemplateFacts,
  columns: Columns,
  passedOn: ReadonlySet<string>
): Generator<Stream> {
  const { text, level, mentions } = fact;
  const failure = isFailure(level);
  const names = mentions.length > 0;
  yield {
    ...columns(() => true),
    signal: 'template',
    place,
    shape: 'share',
    bothWays: !failure,
    weight: failure ? (names ? MESSENGER_WEIGHT : 1) : CHANGE_WEIGHT,
    inheritable: true,
    tell: (usual, now) => ({
      key: `suspect.template.${now < usual ? 'gone' : usual === 0 ? 'new' : 'more'}`,
      params: { template: text, level, operation: place.operation ?? '', usual, now },
    }),
  };
  for (const service of mentions) {
    yield {
      ...columns((stay) => !passedOn.has(requestOf(stay, service) ?? '')),
      signal: 'mention',
      place: { service, edge: { caller: place.service, callee: service } },
      shape: 'share',
      bothWays: false,
      weight: MENTIONED_WEIGHT / mentions.length,
      inheritable: true,
      tell: (usual, now) => ({ key: 'suspect.mention', params: { caller: place.service, template: text, usual, now } }),
    };
  }
}

/**
 * Whether each visit of an operation wrote each template: what a request does is compared with what the same kind of
 * request did, so that another mix of requests is no change. Failures are compared for the whole service too, for those
 * of operations that were not seen before.
 */
export function* templateStreams(incident: Walk, baseline: Walk, lines: ReadLines): Steps<readonly Stream[]> {
  const groups = new Map<string, Group>();
  const groupOf = (place: Place): Group => {
    const key = `${place.service}\n${place.operation ?? ''}`;
    const group = groups.get(key) ?? new Group(place);
    groups.set(key, group);
    return group;
  };
  const add = ({ visits }: Walk, { lines: written, stays }: Settled, isBaseline: boolean): void => {
    for (const stay of [...visits, ...stays].sort((a, b) => a.start - b.start)) {
      groupOf({ service: stay.service, operation: stay.operation }).addStay(stay, isBaseline);
      groupOf({ service: stay.service }).addStay(stay, isBaseline);
    }
    for (const line of written) {
      groupOf({ service: line.service, operation: line.visit.operation }).addLine(line, isBaseline);
      if (isFailure(line.level)) {
        groupOf({ service: line.service }).addLine(line, isBaseline);
      }
    }
  };
  add(baseline, lines.usual, true);
  add(incident, lines.now, false);
  const streams: Stream[] = [];
  for (const group of groups.values()) {
    streams.push(...group.streams(lines));
    yield;
  }
  return streams;
}
