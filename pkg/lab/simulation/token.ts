import { type Failure, type Frame, writeLine } from './frame';
import { NS_PER_MS } from './world';

const UNAUTHORIZED = 401;
const MS_PER_S = 1000;
const ISSUED = 'token_issued_at';

/** Epoch milliseconds by the clock of the frame's node. */
function clockMs({ instance, world }: Frame): number {
  return Number(BigInt(instance.node.clock.show(world.scheduler.now)) / BigInt(NS_PER_MS));
}

/** Gives the request a token, whose claim `iat` is this node's time. */
export function issueToken(frame: Frame): void {
  frame.request.facts[ISSUED] = clockMs(frame);
}

/** Refuses a token that comes from the future of this node, as libraries do for `iat` and `nbf`. */
export function checkToken(frame: Frame, leewayMs: number): Failure | undefined {
  const issued = Number(frame.request.facts[ISSUED]);
  const now = clockMs(frame);
  if (issued <= now + leewayMs) {
    return undefined;
  }
  const ahead = Math.round((issued - now) / MS_PER_S);
  const issuedAt = new Date(issued).toISOString();
  writeLine(frame, 'error', 'token.rejected', {
    status: UNAUTHORIZED,
    iat: issuedAt,
    ahead_s: ahead,
    error: 'InvalidTokenException',
  });
  return { status: UNAUTHORIZED, type: 'InvalidTokenException', message: `token is not valid before ${issuedAt}` };
}
