import { dateTimeFormat, type TimeRange } from '@grafana/data';
import { t } from '@grafana/i18n';
import type { EpochMs } from '../../engine/units';
import { raw } from '../../ui';

const MS_PER_S = 1000;

/** A time range as an address carries it: relative to now, or around a moment in epoch milliseconds. */
export function rangeOf(seconds: number, around: EpochMs | undefined): { readonly from: string; readonly to: string } {
  if (around === undefined) {
    return { from: `now-${seconds}s`, to: 'now' };
  }
  const half = (seconds * MS_PER_S) / 2;
  return { from: String(Math.round(around - half)), to: String(Math.round(around + half)) };
}

/** The range half a length earlier (-1) or later (1), or twice as long around its middle (0). */
export function movedRange(
  { from, to }: TimeRange,
  direction: -1 | 0 | 1
): { readonly from: string; readonly to: string } {
  const half = (to.valueOf() - from.valueOf()) / 2;
  const bounds =
    direction === 0
      ? { from: from.valueOf() - half, to: to.valueOf() + half }
      : { from: from.valueOf() + direction * half, to: to.valueOf() + direction * half };
  return { from: String(Math.round(bounds.from)), to: String(Math.round(bounds.to)) };
}

/** A range as people read it. */
export function boundsText({ from, to }: { readonly from: string; readonly to: string }): string {
  const moment = (text: string) => (/^\d+$/.test(text) ? dateTimeFormat(Number(text)) : text);
  return t('investigate.range', '{{from}} to {{to}}', raw({ from: moment(from), to: moment(to) }));
}
