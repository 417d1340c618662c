import { TooltipDisplayMode } from '@grafana/schema';

/** The shape of the options; a change of it is a migration. */
export const OPTIONS_VERSION = 1;

/** How breakers are shown. */
export type Mode = 'lanes' | 'tiles' | 'table';

/** What comes first. */
export type SortBy = 'trouble' | 'name' | 'caller';

/** Edges without a breaker: all, those that would have opened one, or none. */
export type ShadowChoice = 'opened' | 'all' | 'none';

/** When the breaker that is missing would have opened. */
export interface ShadowRuleOptions {
  readonly kind: 'consecutive' | 'rate';
  /** In a row. */
  readonly failures: number;
  /** Percent. */
  readonly share: number;
  readonly minimumCalls: number;
  /** Seconds over which a share is taken. */
  readonly windowSeconds: number;
  readonly openSeconds: number;
  readonly trialCalls: number;
}

/** A metric that no known library writes. */
export interface CustomMapping {
  /** Its name; '' for every series that has the labels, if that of the state is given. */
  readonly metric: string;
  /** The label that holds the state; '' when the value does. */
  readonly stateLabel: string;
  /** `VALUE=STATE`, one each. */
  readonly states: readonly string[];
  readonly nameLabel: string;
  readonly callerLabel: string;
  readonly calleeLabel: string;
  /** Counters of calls that were let through, that failed, that were refused; '' for none. */
  readonly calls: string;
  readonly failed: string;
  readonly rejected: string;
}

/** What the dashboard's author sets. */
export interface CircuitBreakerOptions {
  readonly version: number;
  readonly mode: Mode;
  readonly sortBy: SortBy;
  readonly shadow: ShadowChoice;
  readonly showInferred: boolean;
  readonly showCalls: boolean;
  /** Calls as they were counted, or by the second. */
  readonly callUnit: 'count' | 'rate';
  readonly rule: ShadowRuleOptions;
  readonly custom: CustomMapping;
  readonly showControls: boolean;
  readonly showLegend: boolean;
  readonly showFooter: boolean;
  readonly tooltip: { readonly mode: TooltipDisplayMode };
}

/** What a new panel starts from: the rule is 5 failures in a row, 30 s open, one probe. */
export const defaultOptions: CircuitBreakerOptions = {
  version: OPTIONS_VERSION,
  mode: 'lanes',
  sortBy: 'trouble',
  shadow: 'opened',
  showInferred: true,
  showCalls: true,
  callUnit: 'count',
  rule: {
    kind: 'consecutive',
    failures: 5,
    share: 50,
    minimumCalls: 20,
    windowSeconds: 60,
    openSeconds: 30,
    trialCalls: 1,
  },
  custom: {
    metric: '',
    stateLabel: '',
    states: [],
    nameLabel: 'name',
    callerLabel: '',
    calleeLabel: '',
    calls: '',
    failed: '',
    rejected: '',
  },
  showControls: true,
  showLegend: true,
  showFooter: true,
  tooltip: { mode: TooltipDisplayMode.Single },
};

/** The options that a stored panel lacks take their defaults: dashboards are written by hand too. */
export function withDefaults(options: Partial<CircuitBreakerOptions>): CircuitBreakerOptions {
  return {
    ...defaultOptions,
    ...options,
    rule: { ...defaultOptions.rule, ...options.rule },
    custom: { ...defaultOptions.custom, ...options.custom },
    tooltip: { ...defaultOptions.tooltip, ...options.tooltip },
  };
}
