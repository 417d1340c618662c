import { quotePattern } from '../../engine/correlation';
import {
  PER_INSTANCE,
  QUANTILES,
  type Counted,
  type Failures,
  type LabelNames,
  type Matcher,
  type RequestGroup,
  type ResourceGroup,
  type Selection,
  type SignalRole,
  type Term,
} from '../../engine/signals';
import { fillTemplate } from './promql-template';
import { goString, patternString } from './literal';

const MS_PER_S = 1000;

/** A regular-expression literal that matches each of the names and nothing else; for `label=~`. */
export function anyOf(values: readonly string[]): string {
  return `"${alternatives(values)}"`;
}

/** The names as alternatives of a pattern, to stand inside a literal. */
export function alternatives(values: readonly string[]): string {
  // Alternatives are joined after each was made inert: an alternation sign inside a name is an escape by then.
  return values.map((value) => patternString(quotePattern(value)).slice(1, -1)).join('|');
}

/** A range vector's length as PromQL writes it: whole seconds, at least one. */
export function rateWindow(ms: number): string {
  return `${Math.max(1, Math.ceil(ms / MS_PER_S))}s`;
}

/** What every query of one refresh shares. */
export interface QueryScope {
  /** Length of range vectors, see {@link rateWindow}. */
  readonly window: string;
  /** Conditions on every series, besides those of the group. */
  readonly filters: readonly Matcher[];
}

/** Who and what a group's series are, whatever is measured. */
type Group = Pick<RequestGroup, 'names' | 'values' | 'scope'>;

/**
 * The PromQL for one role of a group of subjects: one series for each subject, with its labels.
 * @returns `undefined` when the convention does not say it: no label tells failures, or there is no histogram.
 */
export function requestQuery(
  role: Exclude<SignalRole, 'saturation' | 'log-errors'>,
  group: RequestGroup,
  scope: QueryScope
): string | undefined {
  const { templates } = group.convention;
  switch (role) {
    case 'traffic':
      return filled(templates?.traffic, group, scope) ?? traffic(group, scope);
    case 'errors':
      return filled(templates?.errors, group, scope) ?? errors(group, scope);
    case 'mean':
      return group.latency?.form === 'mean' ? mean(group, group.latency.histogram, scope) : undefined;
    default: {
      const quantile = QUANTILES.find((one) => one.role === role)?.quantile ?? 0;
      return filled(templates?.latency, group, scope, quantile) ?? latency(group, scope, quantile);
    }
  }
}

/** The PromQL for a resource: the worst of a subject's instances, pools or devices. */
export function resourceQuery(group: ResourceGroup, scope: QueryScope): string {
  const { used, capacity, free, per = PER_INSTANCE, scale } = group.signal;
  const labels = [...new Set([...subjectLabels(group.names), ...per])].join(', ');
  const part = (term: Term): string => `sum by (${labels}) (${termOf(term, group, scope)})`;
  const ratio = capacity === undefined ? part(used) : `${part(used)} / (${part(capacity)} > 0)`;
  const level = free === true ? `1 - ${ratio}` : ratio;
  const worst = `max by (${subjectLabels(group.names).join(', ')}) (${level})`;
  return scale === undefined ? worst : `${worst} * ${scale}`;
}

/** The busiest services of a group, by their requests in the window. */
export function busiestQuery(group: Omit<RequestGroup, 'values'>, limit: number, scope: QueryScope): string {
  const all = { ...group, values: [] };
  return `topk(${limit}, sum by (${group.names.service}) (${counts(all, group.counted, scope)}))`;
}

/** Labels that every series of a group keeps: caller, callee or service, instance. */
function subjectLabels({ client, service, instance }: LabelNames): readonly string[] {
  return [client, service, instance].filter((label): label is string => label !== undefined);
}

/** A selector; `{__name__=~...}` is written by whoever discovers. */
export function selector(metric: string, matchers: readonly string[]): string {
  return matchers.length === 0 ? metric : `${metric}{${matchers.join(',')}}`;
}

/** A condition, its value as an inert literal. */
export function matcher({ label, operator, value }: Matcher): string {
  return `${label}${operator}${goString(value)}`;
}

function traffic(group: RequestGroup, scope: QueryScope): string {
  return summed(group, group.counted, counts(group, group.counted, scope));
}

/**
 * Failures as a share of all requests. Where there are requests and no failures, their series is missing from the
 * counter or the label has no such value: nothing is 0 there, and unknown where the label itself is missing.
 */
function errors(group: RequestGroup, scope: QueryScope): string | undefined {
  const { failed } = group.requests;
  if (failed === undefined) {
    return undefined;
  }
  const { failures, judged } = failureCounts(group, failed, scope);
  return `(${failures} or 0 * ${judged}) / ${traffic(group, scope)}`;
}

function failureCounts(
  group: RequestGroup,
  failed: Failures,
  scope: QueryScope
): { readonly failures: string; readonly judged: string } {
  const { counted } = group;
  if (failed.form === 'counter') {
    const counter: Counted = { form: 'counter', selection: failed.counter };
    return { failures: summed(group, counter, counts(group, counter, scope)), judged: traffic(group, scope) };
  }
  const union = (conditions: readonly Matcher[]): string =>
    summed(group, counted, conditions.map((one) => counts(group, counted, scope, [one])).join(' or '));
  return {
    failures: union(failed.alternatives),
    judged: union(failed.alternatives.map(({ label }) => ({ label, operator: '!=', value: '' }))),
  };
}

function latency(group: RequestGroup, scope: QueryScope, quantile: number): string | undefined {
  if (group.latency === undefined || group.latency.form === 'mean') {
    return undefined;
  }
  const { form, histogram } = group.latency;
  const classic = form === 'classic';
  const metric = classic ? `${histogram.metric}_bucket` : histogram.metric;
  const labels = [...(classic ? ['le'] : []), ...subjectLabels(group.names)].join(', ');
  const rate = rateOf({ ...histogram, metric }, group, scope);
  return inSeconds(`histogram_quantile(${quantile}, sum by (${labels}) (${rate}))`, histogram.perSecond);
}

function mean(group: RequestGroup, histogram: Selection & { readonly perSecond: number }, scope: QueryScope): string {
  const labels = subjectLabels(group.names).join(', ');
  const sum = (suffix: string): string =>
    `sum by (${labels}) (${rateOf({ ...histogram, metric: `${histogram.metric}${suffix}` }, group, scope)})`;
  return inSeconds(`${sum('_sum')} / ${sum('_count')}`, histogram.perSecond);
}

function inSeconds(query: string, perSecond: number): string {
  return perSecond === 1 ? query : `${query} / ${perSecond}`;
}

function counts(group: Group, { selection }: Counted, scope: QueryScope, more: readonly Matcher[] = []): string {
  return rateOf({ ...selection, matchers: [...(selection.matchers ?? []), ...more] }, group, scope);
}

function summed({ names }: Group, { form }: Counted, rates: string): string {
  const sum = `sum by (${subjectLabels(names).join(', ')}) (${rates})`;
  return form === 'native' ? `histogram_count(${sum})` : sum;
}

function rateOf(selection: Selection, group: Group, scope: QueryScope): string {
  return termOf({ ...selection, as: 'rate' }, group, scope);
}

function termOf({ metric, matchers = [], as }: Term, { names, values, scope }: Group, query: QueryScope): string {
  const written = selector(metric, [
    ...(values.length === 0 ? [] : [`${names.service}=~${anyOf([...new Set(values)])}`]),
    ...[...scope, ...query.filters, ...matchers].map(matcher),
  ]);
  return as === 'value' ? written : `${as}(${written}[${query.window}])`;
}

function filled(
  template: string | undefined,
  { values }: Group,
  { window }: QueryScope,
  quantile?: number
): string | undefined {
  return template === undefined ? undefined : fillTemplate(template, { services: values, window, quantile });
}
