import type { Attribute, Trace } from '../../model';
import { type ErrorOrigin, originOf, OVERFLOW_FLAG } from './known-errors';
import type { CallOutcome, Refuser } from './outcomes';
import { firstNumber, firstText } from './span-values';

/** What a span says of how its work ended. */
export interface SpanOutcome {
  readonly outcome: CallOutcome;
  readonly refusedBy?: Refuser;
  readonly refuser?: string;
  readonly network: boolean;
}

const HTTP_STATUS = ['http.response.status_code', 'http.status_code'];
const GRPC_STATUS = ['rpc.grpc.status_code', 'rpc.response.status_code'];
const ERROR_TYPE = ['error.type', 'exception.type', 'error.kind'];
const ERROR_TEXT = ['exception.message', 'error.message', 'message'];
const RESPONSE_FLAGS = ['response_flags', 'envoy.response_flags'];
/** Codes of gRPC by which the callee failed, and not the request: unknown, deadline, exhausted, internal, unavailable, loss. */
const GRPC_FAILURES: ReadonlySet<number> = new Set([2, 4, 8, 13, 14, 15]);
const GRPC_DEADLINE = 4;
const REQUEST_TIMEOUT = 408;
const TOO_MANY = 429;
const SERVER_ERROR = 500;
const CLIENT_ERROR = 400;

const SUCCESS: SpanOutcome = { outcome: 'success', network: false };

/**
 * Reads a span's status, exception and codes (semantic conventions of OpenTelemetry, old and stable; OpenTracing's log
 * fields; Envoy's flags). An answer that blames the request (4xx but 408 and 429) is no failure of the callee, though
 * OpenTelemetry marks the client's span as an error.
 */
export function outcomeOf(trace: Trace, span: number, attributes: readonly Attribute[]): SpanOutcome {
  if (firstText(attributes, RESPONSE_FLAGS).split(',').includes(OVERFLOW_FLAG)) {
    return { outcome: 'rejected', refusedBy: 'breaker', network: false };
  }
  const http = firstNumber(attributes, HTTP_STATUS);
  const grpc = firstNumber(attributes, GRPC_STATUS);
  const coded = codedOutcome(http, grpc);
  if (trace.status[span] !== 'error' && coded !== 'failure' && coded !== 'timeout') {
    return SUCCESS;
  }
  const told = originOf(errorText(trace, span, attributes));
  if (told?.origin === 'breaker' || told?.origin === 'bulkhead') {
    const refuser = told.name === undefined ? {} : { refuser: told.name };
    return { outcome: 'rejected', refusedBy: told.origin, network: false, ...refuser };
  }
  if (coded === 'success') {
    return SUCCESS;
  }
  return plainFailure(coded, told?.origin);
}

function plainFailure(coded: CallOutcome | undefined, origin: ErrorOrigin | undefined): SpanOutcome {
  const timedOut = coded === 'timeout' || origin === 'timeout';
  return { outcome: timedOut ? 'timeout' : 'failure', network: origin === 'network' };
}

/** What the protocol's code says; `undefined` when there is none. */
function codedOutcome(http: number | undefined, grpc: number | undefined): CallOutcome | undefined {
  if (grpc !== undefined && grpc > 0) {
    return grpc === GRPC_DEADLINE ? 'timeout' : GRPC_FAILURES.has(grpc) ? 'failure' : 'success';
  }
  if (http === undefined || http < CLIENT_ERROR) {
    return undefined;
  }
  if (http === REQUEST_TIMEOUT) {
    return 'timeout';
  }
  return http >= SERVER_ERROR || http === TOO_MANY ? 'failure' : 'success';
}

/** Type, message and status message of a span's error, one a line. */
function errorText(trace: Trace, span: number, attributes: readonly Attribute[]): string {
  const parts = [firstText(attributes, ERROR_TYPE), firstText(attributes, ERROR_TEXT), trace.statusMessage[span] ?? ''];
  for (const event of trace.details.events(span)) {
    parts.push(firstText(event.attributes, ERROR_TYPE), firstText(event.attributes, ERROR_TEXT));
  }
  return parts.filter((part) => part !== '').join('\n');
}
