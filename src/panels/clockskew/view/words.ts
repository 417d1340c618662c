import { formattedValueToString, getValueFormat } from '@grafana/data';
import { t } from '@grafana/i18n';
import type { Explained, Interval, NtpReading, SkewAdvice, SkewVerdict, ViolationKind } from '../../../engine/clock';
import { nanos } from '../../../engine/units';
import { formatLength, raw } from '../../../ui';
import type { Method, NodeClock } from '../viewModel';

const PPM = 1e6;
const PPM_DIGITS = 3;

/** `+340 ms`, `−1.2 s`: with a sign, so that ahead and behind are told apart without colours. */
export function signedText(length: number): string {
  return signed(length, formatLength(nanos(Math.abs(length))));
}

function signed(length: number, text: string): string {
  return Math.round(length) === 0 ? '0' : `${length < 0 ? '−' : '+'}${text}`;
}

const UNITS = [6e10, 1e9, 1e6, 1e3];
const MOST_DECIMALS = 6;

/** As {@link signedText}, as fine as it takes to tell lengths apart that differ by `step`. */
function fineText(length: number, step: number): string {
  const unit = UNITS.find((size) => Math.abs(length) >= size) ?? 1;
  const decimals = Math.min(MOST_DECIMALS, Math.max(0, Math.ceil(Math.log10(unit / Math.max(step, 1)))));
  return signed(length, formattedValueToString(getValueFormat('ns')(Math.abs(length), decimals)));
}

/** `±2.1 ms`; nothing is said to be exact. */
export function widthText({ low, high }: Interval): string {
  const half = (high - low) / 2;
  return Number.isFinite(half)
    ? `±${formatLength(nanos(half))}`
    : t('clockskew.width.unbounded', 'bounded on one side only');
}

/** `+340 ms ±2.1 ms`. */
export function offsetText(reading: Interval & { readonly offset: number }): string {
  return `${signedText(reading.offset)} ${widthText(reading)}`;
}

/** `+339.9 ms to +340.1 ms`: as fine as the range is wide. */
export function rangeText({ low, high }: Interval): string {
  const say = (length: number) => (Number.isFinite(length) ? fineText(length, high - low) : '∞');
  return t('clockskew.range', '{{low}} to {{high}}', raw({ low: say(low), high: say(high) }));
}

/** `+50.1 ppm`. */
export function driftText(drift: number): string {
  const ppm = Number((Math.abs(drift) * PPM).toPrecision(PPM_DIGITS));
  const small = ppm < 0.01;
  return t(
    'clockskew.drift.value',
    '{{ppm}} ppm',
    raw({ ppm: small ? '0' : `${drift < 0 ? '−' : '+'}${ppm >= 10 ? ppm.toFixed(1) : ppm}` })
  );
}

/** How an offset is known. */
export function methodText(method: Method): string {
  switch (method) {
    case 'calls':
      return t('clockskew.method.calls', 'Bounds of the requests from the one to the other');
    case 'answers':
      return t('clockskew.method.answers', 'Bounds of the requests the other way round');
    case 'others':
      return t('clockskew.method.others', 'Through other nodes: these two never spoke');
  }
}

/** What a verdict says of a clock, without a colour. */
export function levelText({ level }: Pick<SkewVerdict, 'level'>): string {
  switch (level) {
    case 'info':
      return t('clockskew.level.info', 'fine');
    case 'warning':
      return t('clockskew.level.warning', 'beyond the threshold');
    case 'alarm':
      return t('clockskew.level.alarm', 'alarm');
  }
}

/** What to do. */
export function adviceText(advice: SkewAdvice): string {
  switch (advice) {
    case 'none':
      return t('clockskew.advice.none', 'Nothing to do');
    case 'sync':
      return t(
        'clockskew.advice.sync',
        'Check time synchronization on this node: chronyc tracking, or timedatectl timesync-status'
      );
    case 'step':
      return t(
        'clockskew.advice.step',
        'The clock was set while it ran: let chrony slew it, and look for two daemons that fight over it'
      );
    case 'drift':
      return t(
        'clockskew.advice.drift',
        'The clock runs at another rate: nothing disciplines it. Start chrony, or check that it reaches its servers'
      );
    case 'zone':
      return t(
        'clockskew.advice.zone',
        'Lines are stamped in local time: log in UTC or with an offset, and correct the time zone of the parser'
      );
  }
}

/** What came before what. */
export function kindText(kind: ViolationKind): string {
  switch (kind) {
    case 'child-before-parent':
      return t('clockskew.violation.child-before-parent', 'Child starts before its parent');
    case 'child-after-parent':
      return t('clockskew.violation.child-after-parent', 'Child ends after its parent');
    case 'response-before-request':
      return t('clockskew.violation.response-before-request', 'Answer before the request');
    case 'receive-before-send':
      return t('clockskew.violation.receive-before-send', 'Received before it was sent');
    case 'log-outside-span':
      return t('clockskew.violation.log-outside-span', 'Log line outside its span');
  }
}

/** Whether the clocks explain it. */
export function explainedText(explained: Explained): string {
  switch (explained) {
    case 'yes':
      return t('clockskew.explained.yes', 'yes');
    case 'possible':
      return t('clockskew.explained.possible', 'possible');
    case 'no':
      return t('clockskew.explained.no', 'no');
    case 'unknown':
      return t('clockskew.explained.unknown', 'not known');
  }
}

/** What a node's daemons say, in a few words. */
export function ntpText(readings: readonly NtpReading[]): string {
  return readings
    .map(({ offset, source, unsynchronised }) => {
      const value = { offset: signedText(offset), source };
      return unsynchronised
        ? t('clockskew.ntp.unsynchronised', '{{offset}} ({{source}}, not synchronized)', raw(value))
        : t('clockskew.ntp.value', '{{offset}} ({{source}})', raw(value));
    })
    .join('; ');
}

/** `node-b is ahead by at least 338 ms`. */
export function findingText({ node, verdict }: NodeClock): string {
  const length = formatLength(nanos(verdict.atLeast));
  if (verdict.advice === 'step') {
    return t('clockskew.finding.step', '{{node}} was set by {{length}}', raw({ node: node.node, length }));
  }
  const values = raw({ node: node.node, length });
  return node.offset < 0
    ? t('clockskew.finding.behind', '{{node}} is behind by at least {{length}}', values)
    : t('clockskew.finding.ahead', '{{node}} is ahead by at least {{length}}', values);
}
