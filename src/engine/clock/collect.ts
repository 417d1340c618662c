import type { Trace } from '../model';
import { problem, type Outcome, type Problem } from '../result';
import { diffEpoch, epochNs, type EpochNs } from '../units';
import { finish, type Steps } from '../steps';
import { ExchangeColumns } from './exchanges';
import { nodesOf, type NodeRules } from './node';
import { type NodeOffsets, type PairOffset, solvingNodes } from './nodes';
import { estimateOffset } from './offset';
import { MessageMatcher } from './messages';
import { exchangeOf, isExchange, serviceOf, unreadable, violationsOf } from './relations';
import { TickCounter } from './tick';
import type { Violation } from './violations';

/** Offsets between the nodes of two services, before services of one node are pooled; both may run on one node. */
export interface ServicePairOffset extends PairOffset {
  readonly client: string;
  readonly server: string;
  readonly columns: ExchangeColumns;
}

/** A pair of nodes with the exchanges that its estimate was made from. */
export interface NodePairOffset extends PairOffset {
  readonly columns: ExchangeColumns;
}

/** What the spans say of the clocks. Times are nanoseconds after `origin`, offsets nanoseconds. */
export interface SkewReport extends NodeOffsets {
  readonly origin: EpochNs;
  /** Ordered pairs of different nodes, all services pooled. */
  readonly pairs: readonly NodePairOffset[];
  readonly servicePairs: readonly ServicePairOffset[];
  /** In the order met, at most {@link SkewOptions.violations}. */
  readonly violations: readonly Violation[];
  readonly violationCount: number;
  readonly exchanges: number;
}

export interface SkewOptions {
  readonly nodes: NodeRules;
  /** Node whose clock is taken for right; without it the one nearest to all others. */
  readonly reference?: string;
  /** Violations that are kept (all are counted). */
  readonly violations?: number;
}

const KEPT_VIOLATIONS = 100_000;
const NS_PER_MS = 1_000_000;

interface Collected {
  readonly client: string;
  readonly server: string;
  readonly from: string;
  readonly to: string;
  readonly columns: ExchangeColumns;
}

/** A pair that could be estimated, its bounds given this much because clocks tick. */
interface Estimated extends ServicePairOffset {
  readonly tick: number;
}

/**
 * Takes traces one by one and estimates the clocks of their nodes. One pass; memory grows with the exchanges (three
 * numbers and two references each). O(spans) to add, O(exchanges log exchanges) to finish.
 *
 * Problems of `finish`: `clock.no-node` (spans of exchanges whose node no attribute names), `clock.one-sided` (`from`,
 * `to`: every call outlives its caller), `clock.no-exchange` (no client and server span met), `clock.loop` (`from`, `to`:
 * the pair contradicts the others around a loop and was left out).
 */
export class SkewCollector {
  private readonly collected = new Map<string, Collected>();
  /** By service: starts of spans that no span of the same service waits for, which SDKs take from the wall clock. */
  private readonly ticks = new Map<string, TickCounter>();
  private readonly violations: Violation[] = [];
  private violationCount = 0;
  private readonly messages = new MessageMatcher();
  private exchanges = 0;
  private nameless = 0;
  private origin: EpochNs | undefined;

  constructor(private readonly options: SkewOptions) {}

  /** Adds the exchanges and the violations of one trace. The trace is not kept. */
  add(trace: Trace): void {
    this.origin ??= trace.origin;
    const shift = diffEpoch(trace.origin, this.origin);
    const nodes = nodesOf(trace, this.options.nodes);
    this.messages.add(trace, nodes, shift, (violation) => this.note(violation));
    const phase = Number(trace.origin % BigInt(NS_PER_MS));
    for (let span = 0; span < trace.size; span += 1) {
      const parent = trace.parent[span] ?? -1;
      if (parent < 0 || trace.service[parent] !== trace.service[span]) {
        this.ticksOf(serviceOf(trace, span)).add(phase + (trace.start[span] ?? 0));
      }
      if (parent < 0 || unreadable(trace, span) || unreadable(trace, parent)) {
        continue;
      }
      violationsOf(trace, parent, span, nodes, shift).forEach((violation) => this.note(violation));
      if (isExchange(trace, parent, span)) {
        this.columnsFor(trace, parent, span, nodes)?.add(
          exchangeOf(trace, parent, span, shift),
          phase + (trace.start[span] ?? 0)
        );
      }
    }
  }

  private note(violation: Violation): void {
    this.violationCount += 1;
    if (this.violations.length < (this.options.violations ?? KEPT_VIOLATIONS)) {
      this.violations.push(violation);
    }
  }

  /** Everything that was learnt. More traces may be added afterwards. */
  finish(): Outcome<SkewReport> {
    return finish(this.finishing());
  }

  /** As {@link finish}, one pair a step. No trace may be added before it is done. */
  *finishing(): Steps<Outcome<SkewReport>> {
    const problems: Problem[] = this.nameless > 0 ? [problem('clock.no-node', {}, this.nameless)] : [];
    if (this.exchanges === 0) {
      problems.push(problem('clock.no-exchange'));
    }
    const servicePairs: Estimated[] = [];
    for (const pair of this.collected.values()) {
      const tick = Math.max(pair.columns.tick(), this.ticksOf(pair.client).tick());
      const estimate = estimateOffset(pair.columns, tick);
      if (estimate === undefined) {
        problems.push(problem('clock.one-sided', { from: pair.client, to: pair.server }, pair.columns.size));
      } else {
        servicePairs.push({ ...pair, estimate, tick });
      }
      yield;
    }
    const pairs = yield* pooled(servicePairs);
    const solved = yield* solvingNodes(pairs, this.options.reference);
    problems.push(...solved.conflicts.map(({ from, to }) => problem('clock.loop', { from, to })));
    return {
      result: {
        ...solved,
        origin: this.origin ?? epochNs(BigInt(0)),
        pairs,
        servicePairs,
        violations: this.violations,
        violationCount: this.violationCount,
        exchanges: this.exchanges,
      },
      problems,
    };
  }

  private ticksOf(service: string): TickCounter {
    const known = this.ticks.get(service) ?? new TickCounter();
    this.ticks.set(service, known);
    return known;
  }

  private columnsFor(
    trace: Trace,
    parent: number,
    span: number,
    nodes: ReadonlyArray<string | undefined>
  ): ExchangeColumns | undefined {
    this.exchanges += 1;
    const from = nodes[parent];
    const to = nodes[span];
    if (from === undefined || to === undefined) {
      this.nameless += 1;
      return undefined;
    }
    const client = serviceOf(trace, parent);
    const server = serviceOf(trace, span);
    const name = [client, server, from, to].join('\n');
    let pair = this.collected.get(name);
    if (pair === undefined) {
      pair = { client, server, from, to, columns: new ExchangeColumns() };
      this.collected.set(name, pair);
    }
    return pair.columns;
  }
}

/** Services of one ordered pair of nodes share its clocks: their exchanges are estimated as one. */
function* pooled(servicePairs: readonly Estimated[]): Steps<readonly NodePairOffset[]> {
  const byNodes = new Map<string, Estimated[]>();
  for (const pair of servicePairs) {
    if (pair.from !== pair.to) {
      const name = [pair.from, pair.to].join('\n');
      const known = byNodes.get(name) ?? [];
      known.push(pair);
      byNodes.set(name, known);
    }
  }
  const pools: NodePairOffset[] = [];
  for (const services of byNodes.values()) {
    pools.push(...poolOf(services));
    yield;
  }
  return pools;
}

function poolOf(services: readonly Estimated[]): readonly NodePairOffset[] {
  const [first, ...more] = services;
  if (first === undefined) {
    return [];
  }
  const { from, to } = first;
  if (more.length === 0) {
    return [{ from, to, columns: first.columns, estimate: first.estimate }];
  }
  const columns = new ExchangeColumns();
  services.forEach((pair) => columns.addWidened(pair.columns, pair.tick));
  const estimate = estimateOffset(columns, 0);
  const tick = Math.max(...services.map((pair) => pair.tick));
  return estimate === undefined ? [] : [{ from, to, columns, estimate: { ...estimate, tick } }];
}
