/** Latency without the time in which a service waited for others: it explains a symptom and is none itself. */
export const SELF_TIME = 'self';
/** Errors of calls that nobody answered: the callee cannot tell of them. */
export const UNANSWERED = 'unanswered';
