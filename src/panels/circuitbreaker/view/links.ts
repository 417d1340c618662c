import { t } from '@grafana/i18n';
import { investigateAddress } from '../../../engine/address';
import { addNanos, epochMsFromNs, type EpochNs, nanos } from '../../../engine/units';
import { addressLink, type DataLink } from '../../../ui';
import type { Lane } from '../viewModel';

/** Around a change, so much before and after is looked at. Milliseconds. */
const AROUND_MS = 60_000;

/**
 * The caller's failing requests around a moment, in Clew: for changes that no span shows.
 *
 * @param at - nanoseconds after the origin
 */
export function aroundLink({ breaker }: Lane, at: number, origin: EpochNs): DataLink | undefined {
  const { caller, callee } = breaker.identity;
  const service = caller ?? callee;
  if (service === undefined) {
    return undefined;
  }
  const time = Math.round(epochMsFromNs(addNanos(origin, nanos(at))));
  return addressLink(
    t('breaker.links.around', 'requests around'),
    investigateAddress({ service, from: time - AROUND_MS, to: time + AROUND_MS })
  );
}
