import { assertUnreachable } from '../../../src/engine/result';
import type { CallPolicy, MessageKey } from '../topology';
import type { Failure } from './frame';
import type { Instance } from './instance';
import type { Scalar } from './records';
import type { Reply } from './serve';
import { fill, type World } from './world';

/** What comes back of a call that was sent. */
export type Answer =
  | { readonly kind: 'reply'; readonly reply: Reply }
  | { readonly kind: 'timeout' }
  /** The callee is down, or died over it. */
  | { readonly kind: 'broken' };

const GATEWAY_TIMEOUT = 504;
const BAD_GATEWAY = 502;
const UNAVAILABLE = 503;
const SERVER_ERROR = 500;
const UNAUTHORIZED = 401;

/** The failure that the caller passes on, as its span and its own answer have it; none when the call succeeded. */
export function failureOf(
  { words }: World,
  { timeoutMs }: CallPolicy,
  callee: Instance,
  answer: Answer
): Failure | undefined {
  if (answer.kind === 'timeout') {
    const facts = { peer: callee.service, timeout_ms: timeoutMs };
    return {
      status: GATEWAY_TIMEOUT,
      type: 'TimeoutException',
      message: fill(words.message(timeoutMessage(callee)), facts),
    };
  }
  if (answer.kind === 'broken') {
    const message = fill(words.message('call.broken'), { peer: callee.service });
    return { status: BAD_GATEWAY, type: 'ConnectionException', message };
  }
  const { status } = answer.reply;
  const message = fill(words.message('call.failed'), { peer: callee.service, status });
  if (status === UNAUTHORIZED) {
    return { status, type: 'UnauthorizedException', message };
  }
  if (status < SERVER_ERROR) {
    return undefined;
  }
  // A gateway's timeout stays one on its way up; anything else is a bad upstream.
  return { status: status === GATEWAY_TIMEOUT ? GATEWAY_TIMEOUT : BAD_GATEWAY, type: 'UpstreamException', message };
}

/** What a breaker that is open answers instead of the callee. */
export function refusal({ words }: World, peer: string): Failure {
  const message = fill(words.message('call.rejected'), { peer });
  return { status: UNAVAILABLE, type: 'CallNotPermittedException', message };
}

/** The balancer has no healthy instance to send the call to. */
export function noUpstream({ words }: World, peer: string): Failure {
  const message = fill(words.message('call.no-upstream'), { peer });
  return { status: UNAVAILABLE, type: 'NoHealthyUpstreamException', message };
}

/** How the caller's log says it. */
export function messageOf(callee: Instance, { kind }: Answer): MessageKey {
  switch (kind) {
    case 'reply':
      return 'call.failed';
    case 'timeout':
      return timeoutMessage(callee);
    case 'broken':
      return 'call.broken';
    default:
      return assertUnreachable(kind);
  }
}

/** What the caller's log knows of it. */
export function knownOf({ timeoutMs }: CallPolicy, answer: Answer): Readonly<Record<string, Scalar>> {
  switch (answer.kind) {
    case 'reply':
      return { status: answer.reply.status };
    case 'timeout':
      return { timeout_ms: timeoutMs };
    case 'broken':
      return {};
    default:
      return assertUnreachable(answer);
  }
}

/** Services outside the house have no server to accept at once: their silence is a connection timeout. */
function timeoutMessage(callee: Instance): string {
  return callee.spec.telemetry === 'dark' ? 'call.connection-timeout' : 'call.timeout';
}
