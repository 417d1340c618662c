import { ramp, type Period } from '../faults';
import type { Random } from '../random';
import type { Role } from '../topology';
import { type Process, start, wait } from './process';
import { serve } from './serve';
import { NS_PER_MS, NS_PER_S, operationOf, type Request, route, type World } from './world';

/**
 * Calls to a dark service that are part of the load but not of any request we trace: a job that keeps a number of calls
 * in flight. They count in the caller's gauges and slow the callee down like any other call.
 */
export interface AmbientCalls {
  readonly caller: Role;
  readonly callee: Role;
  readonly operation: string;
  /** Calls in flight, usually, and within the period. */
  readonly usual: number;
  readonly peak: number;
  readonly period: Period;
  readonly rampMs: number;
}

export interface Load {
  /** Requests a second before any fault. */
  readonly rate: number;
  /** No request comes after this. */
  readonly untilMs: number;
  readonly ambient: readonly AmbientCalls[];
}

const CARDS = ['visa', 'visa', 'visa', 'mastercard', 'mastercard', 'amex'] as const;
const TRACE_ID_DIGITS = 32;
const REQUEST_ID_DIGITS = 8;
/** How often the ambient load checks that enough calls are in flight. */
const AMBIENT_TICK_MS = 250;

/** Lets users come: a Poisson process whose rate the faults may raise. */
export function startLoad(world: World, load: Load, random: Random): void {
  start(arrivals(world, load, random));
  load.ambient.forEach((ambient) => start(keepCalling(world, ambient, load.untilMs)));
}

function* arrivals(world: World, load: Load, random: Random): Process<void> {
  const { scheduler } = world;
  while (scheduler.now < load.untilMs * NS_PER_MS) {
    yield* wait(scheduler, random.exponential(load.rate * world.effects.traffic(scheduler.now)) * NS_PER_S);
    const { role, operation } = world.topology.entry;
    const instance = route(world, role);
    const request = newRequest(world, random);
    start(
      serve(world, instance, operationOf(instance, operation), {
        request,
        requestId: String(request.facts.request_id),
        parentSpanId: '',
        caller: undefined,
        links: [],
        attributes: { 'client.address': `203.0.113.${random.int(1, 254)}` },
        wanted: () => true,
      })
    );
  }
}

function newRequest(world: World, random: Random): Request {
  const { ids } = world.random;
  return {
    traceId: ids.hex(TRACE_ID_DIGITS),
    traceState: random.chance(0.05) ? 'ot=th:0' : '',
    facts: {
      request_id: `${world.words.requestPrefix}${ids.hex(REQUEST_ID_DIGITS)}`,
      user_id: `user_${random.int(1000, 9999)}`,
      card_type: random.pick(CARDS),
      amount: random.int(900, 24000) / 100,
      items: random.int(1, 6),
    },
  };
}

/** Keeps the wanted number of calls in flight: a call that ends is followed by the next one while more are wanted. */
function* keepCalling(world: World, ambient: AmbientCalls, untilMs: number): Process<void> {
  const { scheduler } = world;
  let inFlight = 0;
  const wanted = (): number =>
    scheduler.now >= untilMs * NS_PER_MS
      ? 0
      : Math.round(ambient.usual + (ambient.peak - ambient.usual) * ramp(ambient.period, ambient.rampMs, scheduler.now));
  const refill = (): void => {
    while (inFlight < wanted()) {
      inFlight += 1;
      start(oneCall(world, ambient), () => {
        inFlight -= 1;
        refill();
      });
    }
  };
  while (scheduler.now < untilMs * NS_PER_MS) {
    refill();
    yield* wait(scheduler, AMBIENT_TICK_MS * NS_PER_MS);
  }
}

function* oneCall(world: World, ambient: AmbientCalls): Process<void> {
  const caller = route(world, ambient.caller);
  const callee = route(world, ambient.callee);
  caller.calls.set(ambient.callee, (caller.calls.get(ambient.callee) ?? 0) + 1);
  yield* serve(world, callee, operationOf(callee, ambient.operation), {
    request: { facts: {}, traceId: '', traceState: '' },
    requestId: '',
    parentSpanId: '',
    caller: undefined,
    links: [],
    attributes: {},
    wanted: () => true,
  });
  caller.calls.set(ambient.callee, (caller.calls.get(ambient.callee) ?? 1) - 1);
}
