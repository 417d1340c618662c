import type { CallPolicy } from '../topology';
import { type Answer, failureOf, knownOf, messageOf, noUpstream, refusal } from './answer';
import { Breaker } from './breaker';
import { closeSpan, type Failure, type Frame, openSpan, writeLine } from './frame';
import type { Instance } from './instance';
import { livesOn } from './lifecycle';
import { first, type Process, start, wait } from './process';
import type { SpanRecord } from './records';
import { backoff } from './retry';
import { type Incoming, serve } from './serve';
import type { Streams } from './streams';
import { fill, NS_PER_MS, operationOf, route } from './world';

type CallStep = { readonly to: string; readonly operation: string; readonly policy: CallPolicy };
/** Calls another service under a policy: breaker, timeout, retries. Answers the failure that the caller must pass on. */
export function* callService(frame: Frame, step: CallStep): Process<Failure | undefined> {
  const { world } = frame;
  const { policy } = step;
  const peer = world.words.name(step.to);
  const breaker = breakerOf(frame, step);
  const random = frame.random.fork(`call ${step.to}`);
  const attempts = 1 + (policy.retry?.retries ?? 0);
  let failure: Failure | undefined;
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    if (attempt > 0 && policy.retry !== undefined) {
      yield* wait(world.scheduler, backoff(policy.retry, attempt, random.latency));
      writeLine(frame, 'warn', 'call.retry', { peer, attempt: attempt + 1 });
    }
    if (breaker !== undefined && !breaker.permits(world.scheduler.now)) {
      return refuse(frame, step, attempt, random);
    }
    failure = yield* attemptCall(frame, step, attempt, random);
    breaker?.record(failure !== undefined, world.scheduler.now);
    if (failure === undefined) {
      return undefined;
    }
  }
  return failure;
}

/** The breaker of this instance towards a callee. Whose call changes its state says so in the log, as resilience4j does. */
function breakerOf(frame: Frame, step: CallStep): BreakerOf | undefined {
  const { instance, world } = frame;
  const { breaker: policy } = step.policy;
  if (policy === undefined) {
    return undefined;
  }
  const known = instance.breakers.get(step.to) ?? new Breaker(policy);
  instance.breakers.set(step.to, known);
  const tell = (before: number): void => {
    for (const { from, to } of known.changes.slice(before)) {
      const fields = { breaker: world.words.name(step.to), from: from.toUpperCase(), to: to.toUpperCase() };
      writeLine(frame, to === 'open' ? 'warn' : 'info', 'breaker.changed', fields);
    }
  };
  return {
    permits: (now) => {
      const before = known.changes.length;
      const permitted = known.permits(now);
      tell(before);
      return permitted;
    },
    record: (failed, now) => {
      const before = known.changes.length;
      known.record(failed, now);
      tell(before);
    },
  };
}

type BreakerOf = Pick<Breaker, 'permits' | 'record'>;

/** A call that is not sent: a client span that fails at once, unless the breaker stands before what records it. */
function refuse(frame: Frame, step: CallStep, attempt: number, random: Streams): Failure {
  const { world, instance } = frame;
  const peer = world.words.name(step.to);
  const failure = refusal(world, peer);
  const own = random.fork('refused');
  const callee = step.policy.breaker?.outside === true ? undefined : route(world, step.to, own, instance.zone);
  const span = callee === undefined ? undefined : openClient(frame, step, callee, attempt, own);
  writeLine(frame, 'error', 'call.rejected', { peer, error: failure.type }, span);
  if (span !== undefined) {
    closeSpan(world, span, failure);
  }
  return failure;
}

function* attemptCall(frame: Frame, step: CallStep, attempt: number, random: Streams): Process<Failure | undefined> {
  const { world, instance } = frame;
  const callee = route(world, step.to, random, zoneOf(frame));
  if (callee === undefined) {
    // It fails at once, and is no call.
    const peer = world.words.name(step.to);
    const none = noUpstream(world, peer);
    writeLine(frame, 'error', 'call.no-upstream', { peer, error: none.type });
    return none;
  }
  const span = openClient(frame, step, callee, attempt, random);
  instance.calls.set(step.to, (instance.calls.get(step.to) ?? 0) + 1);
  const answer = yield* exchange(frame, step, callee, span, random);
  instance.calls.set(step.to, (instance.calls.get(step.to) ?? 1) - 1);
  if (span !== undefined && answer.kind === 'reply') {
    span.attributes['http.response.status_code'] = answer.reply.status;
  }
  const failure = failureOf(world, step.policy, callee, answer);
  if (failure !== undefined) {
    const fields = { peer: callee.service, ...knownOf(step.policy, answer), error: failure.type };
    writeLine(frame, 'error', messageOf(callee, answer), fields, span);
  }
  if (span !== undefined) {
    closeSpan(world, span, failure);
  }
  return failure;
}

/** The zone that a call stays in: the caller's, or where its router has sent the request. */
function zoneOf({ instance, request }: Frame): string | undefined {
  const { zone } = request.facts;
  return instance.zone ?? (zone === undefined ? undefined : String(zone));
}

function openClient(
  frame: Frame,
  step: CallStep,
  callee: Instance,
  attempt: number,
  random: Streams
): SpanRecord | undefined {
  const { world, instance, request, requestId } = frame;
  const { entry } = operationOf(callee, step.operation);
  if (frame.span === undefined || entry.kind !== 'http') {
    return undefined;
  }
  const dark = callee.spec.telemetry === 'dark';
  const host = dark ? `${callee.service}.example.com` : callee.service;
  return openSpan(world, {
    random,
    instance,
    request,
    requestId,
    parentSpanId: frame.span.spanId,
    name: `${entry.method} ${entry.route}`,
    kind: 'client',
    attributes: {
      'http.request.method': entry.method,
      'server.address': host,
      'server.port': dark ? 443 : 8080,
      'url.full': `${dark ? `https://${host}` : `http://${host}:8080`}${fill(entry.route, request.facts)}`,
      'peer.service': callee.service,
      ...(attempt > 0 ? { 'http.request.resend_count': attempt } : {}),
    },
    peer: { role: callee.spec.role, connection: dark ? 'virtual_node' : '' },
  });
}

/**
 * Sends the request and waits for the answer or the timeout; the callee goes on after a timeout, and one that is dead never
 * hears of it. A call that was made faster is so by its network, by a callee without spans of its own, and by the timeout
 * for a dead one.
 */
function* exchange(
  frame: Frame,
  step: CallStep,
  callee: Instance,
  span: SpanRecord | undefined,
  random: Streams
): Process<Answer> {
  const { world } = frame;
  const { scheduler } = world;
  const pace = span === undefined ? 1 : world.pace(frame.instance.service, span.name);
  const dead = world.effects.dead(step.to, scheduler.now);
  let waiting = true;
  const incoming: Incoming = {
    request: frame.request,
    requestId: frame.requestId,
    parentSpanId: span?.spanId ?? '',
    caller: span,
    links: [],
    attributes: {},
    random: random.fork('serve'),
    pace,
    wanted: () => waiting,
  };
  let broken = (): void => undefined;
  const answer = yield* first<Answer>((hand) => {
    broken = () => hand({ kind: 'broken' });
    scheduler.after(step.policy.timeoutMs * NS_PER_MS * (dead ? pace : 1), () => hand({ kind: 'timeout' }));
    if (dead) {
      return;
    }
    const back = (answered: Answer): void =>
      scheduler.after(oneWay(frame, callee, random) * pace, () => hand(answered));
    scheduler.after(oneWay(frame, callee, random) * pace, () => {
      if (callee.down) {
        back({ kind: 'broken' });
        return;
      }
      callee.waiting.add(broken);
      start(
        serve(world, callee, operationOf(callee, step.operation), incoming),
        (reply) => back({ kind: 'reply', reply }),
        livesOn(callee)
      );
    });
  });
  callee.waiting.delete(broken);
  waiting = false;
  return answer;
}

/** One way over the network; next to nothing inside one node. */
function oneWay(frame: Frame, callee: Instance, { latency }: Streams): number {
  const { medianMs, p99Ms } = frame.world.topology.network;
  const share = callee.node === frame.instance.node ? 0.1 : 1;
  return latency.latency(medianMs, p99Ms) * share * NS_PER_MS;
}
