/** The shape of the options; a change of it is a migration. */
export const OPTIONS_VERSION = 1;

/** How the cascade is shown. */
export type Mode = 'graph' | 'table';

/** What the dashboard's author sets. */
export interface CascadeOptions {
  readonly version: number;
  readonly mode: Mode;
  /** Minutes at the beginning of the range that are taken as usual; 0 finds them: the time before the first onset. */
  readonly baselineMinutes: number;
  /** Services that are drawn one by one; beyond, those that nothing happened to are put together. */
  readonly mostServices: number;
  /** Services that nothing happened to. */
  readonly showUntouched: boolean;
  readonly showSuspects: boolean;
  readonly showReplay: boolean;
  readonly showControls: boolean;
  readonly showFooter: boolean;
}

/** What a new panel starts from. */
export const defaultOptions: CascadeOptions = {
  version: OPTIONS_VERSION,
  mode: 'graph',
  baselineMinutes: 0,
  mostServices: 60,
  showUntouched: true,
  showSuspects: true,
  showReplay: true,
  showControls: true,
  showFooter: true,
};

/** The options that a stored panel lacks take their defaults: dashboards are written by hand too. */
export function withDefaults(options: Partial<CascadeOptions>): CascadeOptions {
  return { ...defaultOptions, ...options };
}
