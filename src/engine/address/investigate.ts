import { TRACE_KEY } from '../correlation';
import { problem, type Outcome, type Problem } from '../result';
import { normaliseTraceId } from '../units';
import { rangeBound } from './time';

/** The page of the app that an alert, a panel or a log line leads to; below Grafana's own sub-path, if it has one. */
export const INVESTIGATE_PATH = '/a/clew-incident-app/investigate';

/** What the address of the Investigate page carries. The first of `id`, `trace` and `service` that is there is opened. */
export interface InvestigateTarget {
  /** Name of the key that `id` is of: `request_id`, `order_id`, a configured one. */
  readonly key?: string;
  readonly id?: string;
  /** Trace ID, hexadecimal. */
  readonly trace?: string;
  /** Name of a service: its newest failing request is opened. */
  readonly service?: string;
  /** Epoch milliseconds, ISO 8601 or Grafana's date math (`now-1h`). */
  readonly from?: string | number;
  readonly to?: string | number;
  /** `uid` of the Clew data source to ask; the default one when absent. */
  readonly source?: string;
}

/** Parameters in the order in which addresses write them. */
const PARAMETERS = ['key', 'id', 'trace', 'service', 'from', 'to', 'source'] as const;

type Parameter = (typeof PARAMETERS)[number];

/** What the Investigate page opens. */
export type Subject =
  /** `key` is absent when the address names none: the text itself may tell. */
  | { readonly kind: 'id'; readonly key: string | undefined; readonly id: string }
  | { readonly kind: 'service'; readonly service: string }
  | { readonly kind: 'none' };

/** An address of the Investigate page, understood. */
export interface InvestigateRequest {
  readonly subject: Subject;
  /** Bounds as Grafana writes them: date math, or epoch milliseconds in digits; absent when the address has none. */
  readonly range: { readonly from: string; readonly to: string } | undefined;
  readonly source: string | undefined;
}

/** The address of the Investigate page, root-relative, every value escaped. Empty values are left out. */
export function investigateAddress(target: InvestigateTarget): string {
  return addressOf(target, encodeURIComponent);
}

/**
 * The same address as a template for data links and annotations, whose values are expressions that Grafana fills in and
 * escapes: `${__value.raw:percentencode}`, `${__from}`.
 */
export function investigateTemplate(target: InvestigateTarget): string {
  return addressOf(target, (text) => text);
}

/**
 * Reads the query of an address of the Investigate page. What cannot be used is named and left out:
 * `address.unfilled` (`parameter`, `value`: a template that nobody filled in), `address.bad-trace` (`value`),
 * `address.bad-time` (`parameter`, `value`), `address.empty-range` (`from`, `to`: it ends before it starts),
 * `address.key-without-id` (`key`).
 *
 * @param search - the part after `?`, with or without it
 */
export function readInvestigateAddress(search: string): Outcome<InvestigateRequest> {
  const problems: Problem[] = [];
  const query = new URLSearchParams(search);
  const given = new Map(
    PARAMETERS.flatMap((parameter): Array<[Parameter, string]> => {
      const value = query.get(parameter)?.trim() ?? '';
      if (isUnfilled(value)) {
        problems.push(problem('address.unfilled', { parameter, value }));
        return [];
      }
      return value === '' ? [] : [[parameter, value]];
    })
  );
  return {
    result: { subject: subjectOf(given, problems), range: rangeOf(given, problems), source: given.get('source') },
    problems,
  };
}

/** `${id}`, `{{ $labels.service }}`, `[no value]`, `<no value>`: what is left of a template that had nothing to put in. */
function isUnfilled(value: string): boolean {
  return /^(\$\{.*\}|\$__?\w+|\{\{.*\}\}|[[<]no value[\]>])$/.test(value);
}

function subjectOf(given: ReadonlyMap<Parameter, string>, problems: Problem[]): Subject {
  const key = given.get('key');
  const id = given.get('id');
  if (id !== undefined) {
    return { kind: 'id', key, id };
  }
  const trace = given.get('trace');
  const traceId = trace === undefined ? undefined : normaliseTraceId(trace);
  if (traceId !== undefined) {
    return { kind: 'id', key: TRACE_KEY, id: traceId };
  }
  if (trace !== undefined) {
    problems.push(problem('address.bad-trace', { value: trace }));
  }
  if (key !== undefined) {
    problems.push(problem('address.key-without-id', { key }));
  }
  const service = given.get('service');
  return service === undefined ? { kind: 'none' } : { kind: 'service', service };
}

/** A range with one bound runs to now, or is one hour long. */
function rangeOf(given: ReadonlyMap<Parameter, string>, problems: Problem[]): InvestigateRequest['range'] {
  const from = boundOf('from', given, problems);
  const to = boundOf('to', given, problems);
  if (from === undefined && to === undefined) {
    return undefined;
  }
  const range = { from: from ?? hourBefore(to ?? 'now'), to: to ?? 'now' };
  if (isMoment(range.from) && isMoment(range.to) && Number(range.from) >= Number(range.to)) {
    problems.push(problem('address.empty-range', range));
    return undefined;
  }
  return range;
}

function boundOf(
  parameter: 'from' | 'to',
  given: ReadonlyMap<Parameter, string>,
  problems: Problem[]
): string | undefined {
  const value = given.get(parameter);
  const bound = value === undefined ? undefined : rangeBound(value);
  if (value !== undefined && bound === undefined) {
    problems.push(problem('address.bad-time', { parameter, value }));
  }
  return bound;
}

const HOUR_MS = 3_600_000;

function hourBefore(bound: string): string {
  return isMoment(bound)
    ? String(Number(bound) - HOUR_MS)
    : bound === 'now'
      ? 'now-1h'
      : bound.replace('now', 'now-1h');
}

function isMoment(bound: string): boolean {
  return /^\d+$/.test(bound);
}

function addressOf(target: InvestigateTarget, escape: (text: string) => string): string {
  const pairs = PARAMETERS.flatMap((parameter) => {
    const value = String(target[parameter] ?? '');
    return value === '' ? [] : [`${parameter}=${escape(value)}`];
  });
  return pairs.length === 0 ? INVESTIGATE_PATH : `${INVESTIGATE_PATH}?${pairs.join('&')}`;
}
