import { ramp, type Period } from '../faults';
import type { Random } from '../random';
import type { Role } from '../topology';
import { livesOn } from './lifecycle';
import { type Process, start, wait } from './process';
import { serve } from './serve';
import type { Streams } from './streams';
import { NS_PER_MS, NS_PER_S, operationOf, type Request, route, workLength, type World } from './world';

/**
 * Calls to a dark service that are part of the load but not of any request we trace: a job that keeps a number of calls
 * in flight. They count in the caller's gauges and slow the callee down like any other call.
 */
interface AmbientCalls {
  readonly caller: Role;
  readonly callee: Role;
  readonly operation: string;
  /** Calls in flight, usually, and within the period. */
  readonly usualCalls: number;
  readonly peakCalls: number;
  readonly period: Period;
  readonly rampMs: number;
}

export interface Load {
  /** Of all users, before any fault. */
  readonly requestsPerS: number;
  /** No request comes after this. */
  readonly untilMs: number;
  readonly ambient: readonly AmbientCalls[];
  /** Whose users they are, and which part of all requests is theirs; none when the house has no tenants. */
  readonly tenants?: readonly Share[];
  /** Zones that users are near to. */
  readonly zones?: readonly Share[];
}

/** A part of all requests, of 1. */
interface Share {
  readonly name: string;
  readonly share: number;
}

const CARDS = ['visa', 'visa', 'visa', 'mastercard', 'mastercard', 'amex'] as const;
const TRACE_ID_DIGITS = 32;
const REQUEST_ID_DIGITS = 8;
const DOCUMENT_DIGITS = 10;
/** Documents that the users of one tenant come back to. */
const USUAL_DOCUMENTS = 4;
/** How often the ambient load checks that enough calls are in flight. */
const AMBIENT_TICK_MS = 250;
const AMBIENT_SWING = 0.1;

/** Lets users come: a Poisson process whose rate the faults may raise. */
export function startLoad(world: World, load: Load, random: Random): void {
  start(arrivals(world, load, random));
  load.ambient.forEach((ambient) => start(keepCalling(world, ambient, load.untilMs, random)));
}

function* arrivals(world: World, load: Load, random: Random): Process<void> {
  const { scheduler } = world;
  while (scheduler.now < load.untilMs * NS_PER_MS) {
    const tenants = asking(world, load.tenants ?? []);
    const more = load.tenants === undefined ? 1 : tenants.reduce((sum, { share }) => sum + share, 0);
    yield* wait(
      scheduler,
      random.exponential(load.requestsPerS * world.effects.traffic(scheduler.now) * more) * NS_PER_S
    );
    const streams = world.random.fork('request');
    const origin = originOf(world, load, tenants, random);
    const instance = route(world, world.topology.entry.role, streams, origin.zone);
    const request = newRequest(world, random, streams, origin.facts);
    if (instance === undefined) {
      continue;
    }
    start(
      serve(world, instance, operationOf(instance, wantedOperation(world, random)), {
        request,
        requestId: String(request.facts.request_id),
        parentSpanId: '',
        caller: undefined,
        links: [],
        attributes: { 'client.address': `203.0.113.${random.int(1, 254)}` },
        random: streams,
        pace: 1,
        wanted: () => true,
      }),
      undefined,
      livesOn(instance)
    );
  }
}

/** What users ask for: the usual operation, or one of the others by their shares. */
function wantedOperation({ topology }: World, random: Random): string {
  const { operation, others } = topology.entry;
  if (others === undefined) {
    return operation;
  }
  const usual = 1 - others.reduce((sum, { share }) => sum + share, 0);
  return pickShare(
    [{ name: operation, share: usual }, ...others.map((other) => ({ ...other, name: other.operation }))],
    random
  );
}

/** The tenants with their shares as they are now, one who asks more often with more than before. */
function asking({ effects, scheduler }: World, tenants: readonly Share[]): readonly Share[] {
  return tenants.map(({ name, share }) => ({ name, share: share * effects.tenant(name, scheduler.now) }));
}

/** Who asks, for what, and where the request is sent. */
function originOf(
  { effects, scheduler }: World,
  load: Load,
  tenants: readonly Share[],
  random: Random
): { readonly facts: Readonly<Record<string, string>>; readonly zone: string | undefined } {
  const facts: Record<string, string> = {};
  if (load.tenants !== undefined) {
    const tenant = pickShare(tenants, random);
    const surge = effects.tenant(tenant, scheduler.now);
    // What comes on top of the usual goes through everything there is, once.
    const fresh = random.chance(1 - 1 / surge);
    facts.tenant = tenant;
    facts.document = fresh ? `doc_${random.hex(DOCUMENT_DIGITS)}` : `doc_${tenant}_${random.int(1, USUAL_DOCUMENTS)}`;
  }
  if (load.zones === undefined) {
    return { facts, zone: undefined };
  }
  const home = pickShare(load.zones, random);
  const zone = effects.zone(home, scheduler.now);
  return { facts: { ...facts, region: home, zone }, zone };
}

function pickShare(shares: readonly Share[], random: Random): string {
  let left = random.unit() * shares.reduce((sum, { share }) => sum + share, 0);
  for (const { name, share } of shares) {
    left -= share;
    if (left < 0) {
      return name;
    }
  }
  return shares[shares.length - 1].name;
}

function newRequest(world: World, random: Random, { ids }: Streams, origin: Readonly<Record<string, string>>): Request {
  return {
    traceId: ids.hex(TRACE_ID_DIGITS),
    traceState: random.chance(0.05) ? 'ot=th:0' : '',
    facts: {
      request_id: `${world.words.requestPrefix}${ids.hex(REQUEST_ID_DIGITS)}`,
      user_id: `user_${random.int(1000, 9999)}`,
      card_type: random.pick(CARDS),
      amount: random.int(900, 24000) / 100,
      items: random.int(1, 6),
      ...origin,
    },
  };
}

/** Keeps the wanted number of calls in flight: a call that ends is followed by the next one while more are wanted. */
function* keepCalling(world: World, ambient: AmbientCalls, untilMs: number, random: Random): Process<void> {
  const { scheduler } = world;
  const { usualCalls, peakCalls, period, rampMs } = ambient;
  let inFlight = 0;
  let level = 1;
  const wanted = (): number =>
    scheduler.now >= untilMs * NS_PER_MS
      ? 0
      : Math.round(level * (usualCalls + (peakCalls - usualCalls) * ramp(period, rampMs, scheduler.now)));
  const refill = (): void => {
    while (inFlight < wanted()) {
      inFlight += 1;
      oneCall(world, ambient, () => {
        inFlight -= 1;
        refill();
      });
    }
  };
  while (scheduler.now < untilMs * NS_PER_MS) {
    level = random.between(1 - AMBIENT_SWING, 1 + AMBIENT_SWING);
    refill();
    yield* wait(scheduler, AMBIENT_TICK_MS * NS_PER_MS);
  }
}

/**
 * One ambient call. There are hundreds a second, so it is no process, only what others can notice of it: a place it takes
 * in the callee, the time the callee works, and the caller's gauge.
 */
function oneCall(world: World, ambient: AmbientCalls, done: () => void): void {
  const caller = route(world, ambient.caller, world.random);
  const callee = route(world, ambient.callee, world.random);
  if (caller === undefined || callee === undefined) {
    return;
  }
  const held = callee.threads.tryAcquire();
  let length = 0;
  for (const step of operationOf(callee, ambient.operation).steps) {
    length += step.kind === 'work' ? workLength(world, callee, step.latency, world.random) : 0;
  }
  caller.calls.set(ambient.callee, (caller.calls.get(ambient.callee) ?? 0) + 1);
  world.scheduler.after(length, () => {
    caller.calls.set(ambient.callee, (caller.calls.get(ambient.callee) ?? 1) - 1);
    if (held) {
      callee.threads.release();
    }
    done();
  });
}
