import { logSpanId, logTraceId } from '../../correlation';
import type { Evidence as EvidenceLink } from '../../finding';
import type { LogLevel, LogTable } from '../../model';
import type { Steps } from '../../steps';
import { diffEpoch, type EpochNs, nanos } from '../../units';
import { isFailure, maskLine, readMessage, statedLevel, type TemplateMiner } from '../templates';
import { type Settled, settleLines } from './stays';
import type { Stay, Visit, Walk } from './visits';

/** A log line as read. */
export interface RawLine {
  readonly time: number;
  readonly service: string;
  readonly level: LogLevel;
  readonly template: number;
  /** '' where it names none. */
  readonly traceId: string;
  /** Who wrote it one after another: a span, or a trace in this service; '' where neither is named. */
  readonly thread: string;
  /** The visit that wrote it, where the line names its span, or its trace and only one visit of it can be meant. */
  readonly visit: Visit | undefined;
  readonly link: EvidenceLink;
}

/** A log line with the stay that wrote it. */
export interface Line extends Omit<RawLine, 'visit'> {
  readonly visit: Stay;
}

/** What is known of a template. */
export interface TemplateFacts {
  /** A line of it, masked: what is shown. */
  readonly text: string;
  readonly level: LogLevel;
  /** Other services that its text names. */
  readonly mentions: readonly string[];
}

/** What lines of the incident and of the baseline tell. */
export interface ReadLines {
  readonly now: Settled;
  readonly usual: Settled;
  /** By template ID. */
  readonly facts: readonly TemplateFacts[];
  /** Stays that failed or were cut short because a call of theirs failed: what they did not write is not their doing. */
  readonly excused: ReadonlySet<Stay>;
  /** Of each request, as {@link requestOf} names it, the services that are excused: blamed by others, they blame others. */
  readonly passedOn: ReadonlySet<string>;
}

/** A service in one request; `undefined` for a stay of which traces do not tell. */
export function requestOf(stay: Stay, service: string): string | undefined {
  return stay.traceId === undefined ? undefined : `${stay.traceId}\n${service}`;
}

/** Joins lines of both times. A call failed where its span says so, or where an error line names whom it called. */
export function excuse(
  now: Settled,
  usual: Settled,
  facts: readonly TemplateFacts[],
  walks: readonly Walk[]
): ReadLines {
  const excused = new Set<Stay>(walks.flatMap(({ visits }) => visits.filter(({ calleeFailed }) => calleeFailed)));
  for (const { visit, template } of [...now.lines, ...usual.lines]) {
    if ((facts[template]?.mentions.length ?? 0) > 0) {
      excused.add(visit);
    }
  }
  const passedOn = new Set([...excused].flatMap((stay) => requestOf(stay, stay.service) ?? []));
  return { now, usual, facts, excused, passedOn };
}

/** Lines that are read in a few milliseconds. */
const A_STEP = 200;
/** What is shown of a line. */
const SHOWN = 160;
/** A shorter name is a word of any text. */
const SHORTEST_NAME = 4;

/** Reads lines into templates: one reader for baseline and incident, so that equal lines share a template. */
export class LineReader {
  /** By template ID. */
  public readonly facts: TemplateFacts[] = [];
  private readonly cache = new Map<string, readonly string[]>();
  private readonly names: RegExp | undefined;

  public constructor(
    private readonly miner: TemplateMiner,
    services: Iterable<string>,
    private readonly nameOf: (key: string) => string
  ) {
    const long = [...new Set(services)]
      .filter((name) => name.length >= SHORTEST_NAME)
      .sort((a, b) => b.length - a.length);
    const alternatives = long.map((name) => name.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')).join('|');
    this.names = long.length === 0 ? undefined : new RegExp(`(?<![\\w-])(?:${alternatives})(?![\\w-])`, 'g');
  }

  /**
   * Lines ascending by time. Traces are often a sample while lines are of all requests: where any line is of a trace that is
   * there, those of traces that are not are left out, since shares are shares of the requests that are there.
   */
  public *read(tables: readonly LogTable[], walk: Walk, origin: EpochNs): Steps<Settled> {
    const visits = visitsByTrace(walk);
    const lines: RawLine[] = [];
    for (const table of tables) {
      const offset = diffEpoch(table.origin, origin);
      for (let row = 0; row < table.size; row += 1) {
        lines.push(this.readRow(table, row, offset, walk, visits));
        if (lines.length % A_STEP === 0) {
          yield;
        }
      }
    }
    yield;
    const traced = new Set(walk.visits.map(({ traceId }) => traceId));
    const isSampled = lines.some(({ traceId }) => traced.has(traceId));
    const kept = isSampled ? lines.filter(({ traceId }) => traceId === '' || traced.has(traceId)) : lines;
    return settleLines(kept.sort((a, b) => a.time - b.time));
  }

  private readRow(
    table: LogTable,
    row: number,
    offset: number,
    { visitOfSpan }: Walk,
    visits: ReadonlyMap<string, Visit | undefined>
  ): RawLine {
    const text = table.line[row] ?? '';
    const level = levelOf(table, row);
    const service = this.nameOf(table.services[table.service[row] ?? -1]?.key ?? '');
    const spanId = logSpanId(table, row) ?? '';
    const traceId = logTraceId(table, row) ?? '';
    const named = visitOfSpan.get(spanId);
    const request = spanId === '' ? traceId : spanId;
    const time = offset + (table.time[row] ?? 0);
    return {
      time,
      service,
      level,
      template: this.templateOf(service, level, text),
      traceId,
      thread: request === '' ? '' : `${request}\n${service}`,
      visit: named?.service === service ? named : visits.get(`${traceId}\n${service}`),
      link: { kind: 'log', at: nanos(time), id: table.id[row] ?? '', line: text.slice(0, SHOWN) },
    };
  }

  /**
   * A place in the code is a template by itself; what failed there is told by the words, so those count too. Lines that
   * name different services are different: whose failure they tell of decides.
   */
  private templateOf(service: string, level: LogLevel, line: string): number {
    const { text, location } = readMessage(line);
    const masked = maskLine(text, location);
    const mentions = isFailure(level) ? this.mentionsIn(text, service) : [];
    const group = [service, level, location, ...mentions].join('\n');
    const id = this.miner.add(group, location === '' || isFailure(level) ? masked : location);
    this.facts[id] ??= { text: `${location} ${masked}`.trim().slice(0, SHOWN), level, mentions };
    return id;
  }

  private mentionsIn(text: string, service: string): readonly string[] {
    const { names, cache } = this;
    if (names === undefined) {
      return [];
    }
    const found = cache.get(text) ?? [...new Set(text.match(names) ?? [])].sort();
    cache.set(text, found);
    return found.filter((name) => name !== service);
  }
}

function levelOf(table: LogTable, row: number): LogLevel {
  const stated = table.level[row] ?? 'unknown';
  return stated === 'unknown' ? statedLevel(table.line[row] ?? '') : stated;
}

/** The visit of each trace and service; `undefined` where there are several. */
function visitsByTrace({ visits }: Walk): ReadonlyMap<string, Visit | undefined> {
  const found = new Map<string, Visit | undefined>();
  for (const visit of visits) {
    const key = `${visit.trace.traceId}\n${visit.service}`;
    found.set(key, found.has(key) ? undefined : visit);
  }
  return found;
}
