import { assertUnreachable } from '../../../src/engine/result';
import type { Step } from '../topology';
import { callService } from './call';
import { holding } from './connection';
import { closeSpan, type Failure, type Frame, openSpan, writeLine } from './frame';
import { livesOn } from './lifecycle';
import { publish } from './publish';
import { query } from './query';
import { cached, remember } from './cache';
import { type Process, together, wait } from './process';
import { checkToken, issueToken } from './token';
import type { Scalar } from './records';
import { workLength } from './world';

const MINTED_DIGITS = 8;

/** Runs steps in order until one fails. */
export function* runSteps(frame: Frame, steps: readonly Step[]): Process<Failure | undefined> {
  for (const step of steps) {
    const failure = yield* runStep(frame, step);
    if (failure !== undefined) {
      return failure;
    }
  }
  return undefined;
}

function* runStep(frame: Frame, step: Step): Process<Failure | undefined> {
  switch (step.kind) {
    case 'work':
      yield* work(frame, step);
      return undefined;
    case 'span':
      return yield* within(frame, step);
    case 'query':
      return yield* query(frame, step);
    case 'transaction':
      return yield* holding(frame, () => runSteps({ ...frame, connected: true }, step.steps));
    case 'cached':
      return yield* cached(frame, step);
    case 'call':
      return yield* callService(frame, step);
    case 'publish':
      yield* publish(frame, step);
      return undefined;
    case 'together': {
      const failures = yield* together(
        step.branches.map((branch) => runSteps(frame, branch)),
        livesOn(frame.instance)
      );
      return failures.find((failure) => failure !== undefined);
    }
    default:
      return act(frame, step);
  }
}

/** What takes no time. */
function act(
  frame: Frame,
  step: Extract<Step, { kind: 'log' | 'mint' | 'remember' | 'issue-token' | 'check-token' }>
): Failure | undefined {
  const { random, request } = frame;
  switch (step.kind) {
    case 'log':
      writeLine(frame, step.level, step.message, pickFields(frame, step.fields ?? []));
      return undefined;
    case 'mint':
      request.facts[step.fact] = `${step.prefix}${random.ids.hex(MINTED_DIGITS)}`;
      return undefined;
    case 'remember':
      remember(frame, step);
      return undefined;
    case 'issue-token':
      issueToken(frame);
      return undefined;
    case 'check-token':
      return checkToken(frame, step.leewayMs);
    default:
      return assertUnreachable(step);
  }
}

function pickFields(frame: Frame, names: readonly string[]): Readonly<Record<string, Scalar>> {
  const facts = { ...frame.request.facts, ...frame.local };
  return Object.fromEntries(names.flatMap((name) => (facts[name] === undefined ? [] : [[name, facts[name]]])));
}

function* work(frame: Frame, step: Extract<Step, { kind: 'work' }>): Process<void> {
  const { world, instance } = frame;
  const latency = world.effects.work(instance.spec.role, frame.request.facts, world.scheduler.now) ?? step.latency;
  const length = workLength(world, instance, latency, frame.random) * frame.pace;
  instance.processor += length;
  yield* wait(world.scheduler, length);
}

/** Runs steps inside a span of their own. */
function* within(frame: Frame, step: Extract<Step, { kind: 'span' }>): Process<Failure | undefined> {
  const { world, instance, request, requestId, random } = frame;
  if (frame.span === undefined) {
    return yield* runSteps(frame, step.steps);
  }
  const span = openSpan(world, {
    random,
    instance,
    request,
    requestId,
    parentSpanId: frame.span.spanId,
    name: step.name,
    kind: 'internal',
  });
  const pace = world.pace(instance.service, step.name);
  const failure = yield* runSteps({ ...frame, span, pace }, step.steps);
  closeSpan(world, span, failure);
  return failure;
}
