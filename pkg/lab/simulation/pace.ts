/** One operation whose own work takes `factor` times as long in the whole run, the rest of the run being the same. */
export interface Faster {
  /** Name of the service, and of the span, as its telemetry has them. */
  readonly service: string;
  readonly operation: string;
  /** Of the usual time: 0.5 is twice as fast. */
  readonly factor: number;
}

/** By how much the own work of an operation takes longer: 1 but for the one that was made faster. */
export type Pace = (service: string, operation: string) => number;

export function paceOf(faster: Faster | undefined): Pace {
  return (service, operation) =>
    faster !== undefined && faster.service === service && faster.operation === operation ? faster.factor : 1;
}
