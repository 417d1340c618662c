import type { Message } from '../finding';
import type { Correlation, SignalName } from './types';

/**
 * What a correlation may mean, and what to mind: `cascade.correlation.<meaning>` {a, b, r, lagNs} with the names of the two
 * services (`lagNs`: nanoseconds by which `b` follows), then `cascade.common-cause` {service, signal} where a third signal
 * goes with both as closely.
 */
export function correlationMessages({ a, b, r, lag, meaning, commonCause }: Correlation): readonly Message[] {
  const rounded = Number(r.toFixed(2));
  return [
    { key: `cascade.correlation.${meaning}`, params: { a: nameOf(a), b: nameOf(b), r: rounded, lagNs: lag } },
    ...(commonCause === undefined
      ? []
      : [{ key: 'cascade.common-cause', params: { service: nameOf(commonCause), signal: commonCause.signal } }]),
  ];
}

function nameOf({ service }: SignalName): string {
  return service.slice(service.lastIndexOf('/') + 1);
}
