import { t } from '@grafana/i18n';
import type { ChangeKind, Estimate, Propagation, Severity, SignalAnomaly, SignalKind } from '../../../engine/cascade';
import type { FaultKind } from '../../../engine/suspects';
import type { Problem } from '../../../engine/result';
import { nanos } from '../../../engine/units';
import { cascadeText, formatLength, formatValue, problemText, raw, resourceName, suspectText } from '../../../ui';
import type { Card, Phase, ToldOnset } from '../viewModel';

const NS_PER_S = 1e9;
const PERCENT = 100;
const SURE = 0.99;
/** Longer times are in other units: shorter ones are compared with one another. */
const MOST_SECONDS = 600;

/** `T+14 s`: after the first onset, as fine as it is known. */
export function afterText({ low, at, high }: Estimate): string {
  return t('cascade.after', 'T{{offset}}', raw({ offset: offsetText(at, (high - low) / 2) }));
}

/** One side of an interval is so many times the other: then both are told. */
const UNEVEN = 3;

/** `±2 s`: how well an onset is known; `−48/+2 s` where it may have been much earlier, or later. */
export function withinText({ low, at, high }: Estimate): string {
  const [before, after, half] = [at - low, high - at, (high - low) / 2];
  return Math.max(before, after) > UNEVEN * Math.min(before, after)
    ? `${offsetText(-before, half).replace(/ s$/, '')}/${offsetText(after, half)}`
    : t('cascade.within', '±{{length}}', raw({ length: secondsText(half, half) }));
}

/** `+5 s`, `−0.2 s`: a time with its sign, no finer than half of what it is known by. */
export function offsetText(time: number, halfWidth: number): string {
  return `${time < 0 ? '−' : '+'}${secondsText(Math.abs(time), halfWidth)}`;
}

function secondsText(time: number, halfWidth: number): string {
  const seconds = time / NS_PER_S;
  const decimals = halfWidth >= NS_PER_S / 2 ? 0 : halfWidth >= NS_PER_S / 20 ? 1 : 2;
  const shown = seconds.toFixed(decimals);
  return seconds < MOST_SECONDS ? `${Number(shown)} s` : formatLength(nanos(time));
}

function signalName(signal: SignalKind, name: string): string {
  switch (signal) {
    case 'traffic':
      return t('cascade.signal.traffic', 'requests');
    case 'errors':
      return name === ''
        ? t('cascade.signal.errors', 'errors')
        : t('cascade.signal.errors-of', 'errors ({{name}})', raw({ name }));
    case 'latency':
      return name === '' ? t('cascade.signal.latency', 'latency') : name;
    case 'saturation':
      return name === '' ? t('cascade.signal.saturation', 'saturation') : resourceName(name);
    case 'logErrors':
      return t('cascade.signal.log-errors', 'error lines');
  }
}

/** A value of a signal in its unit. */
function valueText(signal: SignalKind, value: number, full: number | undefined): string {
  switch (signal) {
    case 'errors':
      return shareText(value);
    case 'latency':
      return formatValue(value, 's').replace(/\.0+(?= )/, '');
    case 'traffic':
      return formatValue(value, 'reqps');
    case 'saturation':
      return full === undefined ? formatValue(value, '') : shareText(value / full);
    case 'logErrors':
      return t('cascade.signal.a-second', '{{value}}/s', raw({ value: formatValue(value, '') }));
  }
}

/** `errors 0.1% → 38%`: what changed. */
export function changedText({ signal, name, before, after, full }: Omit<ToldOnset, keyof Estimate>): string {
  return t(
    'cascade.changed',
    '{{signal}} {{before}} → {{after}}',
    raw({
      signal: signalName(signal, name),
      before: valueText(signal, before, full),
      after: valueText(signal, after, full),
    })
  );
}

/** `errors 40% (80×, usually 0.5%)`: how far from usual a signal was. */
export function anomalyText({ signal, name, value, baseline, ratio }: SignalAnomaly): string {
  return t(
    'cascade.anomaly',
    '{{signal}} {{value}} ({{times}}usually {{baseline}})',
    raw({
      signal: signalName(signal, name),
      value: valueText(signal, value, undefined),
      times: ratio === undefined ? '' : `${ratio >= 10 ? Math.round(ratio) : Number(ratio.toPrecision(2))}×, `,
      baseline: valueText(signal, baseline, undefined),
    })
  );
}

export function shareText(share: number): string {
  const percent = share * PERCENT;
  return `${percent >= 10 || percent === 0 ? Math.round(percent) : Number(percent.toPrecision(2))}%`;
}

/** How likely, in percent: nothing is certain. */
export function confidenceText(confidence: number): string {
  return confidence > SURE ? '>99%' : shareText(confidence);
}

/** Of a card: whether it was the first, or may have been. */
export function firstText(first: NonNullable<Card['first']>): string {
  return first === 'it' ? t('cascade.card.first', 'first to degrade') : t('cascade.card.perhaps', 'may be first');
}

export function phaseText(phase: Phase): string {
  switch (phase) {
    case 'usual':
      return t('cascade.phase.usual', 'as usual');
    case 'uncertain':
      return t('cascade.phase.uncertain', 'may be degrading');
    case 'degraded':
      return t('cascade.phase.degraded', 'degraded');
    case 'recovered':
      return t('cascade.phase.recovered', 'recovered');
  }
}

export function severityText(severity: Severity): string {
  switch (severity) {
    case 'info':
      return t('cascade.severity.info', 'info');
    case 'warning':
      return t('cascade.severity.warning', 'warning');
    case 'critical':
      return t('cascade.severity.critical', 'critical');
  }
}

export function propagationName({ kind }: Propagation): string {
  switch (kind) {
    case 'errors':
      return t('cascade.propagation.errors', 'errors');
    case 'latency':
      return t('cascade.propagation.latency', 'latency');
    case 'load':
      return t('cascade.propagation.load', 'load');
    case 'retries':
      return t('cascade.propagation.retries', 'retries');
  }
}

/** `+5 s`: how much later it arrived; `≤5 s` where it may have arrived at once. */
export function delayText({ delay: { low, at, high } }: Propagation): string {
  return low > 0
    ? offsetText(at, (high - low) / 2)
    : t('cascade.propagation.within', '≤{{length}}', raw({ length: secondsText(high, high) }));
}

/** `latency +5 s ±3 s ×3.1`: what went along a call, how much later it arrived, how much more of it; what is guessed. */
export function propagationText(one: Propagation): string {
  const sure = one.delay.low > 0 ? [withinText(one.delay)] : [];
  const guess = one.basis === 'calls' ? [t('cascade.details.guess', '(order told by the call alone)')] : [];
  return [propagationName(one), delayText(one), ...sure, amplificationText(one), ...guess]
    .filter((text) => text !== '')
    .join(' ');
}

/** `payment → checkout: latency +5 s ±3 s`. */
export function spreadText(one: Propagation): string {
  return `${one.from} → ${one.to}: ${propagationText(one)}`;
}

/** Less is what two measurements of one thing differ by. */
const LEAST_AMPLIFICATION = 1.2;

/** `×3.1`: how much more of it arrived than began; '' where that is not known, or not more. */
export function amplificationText({ amplification }: Propagation): string {
  return amplification === undefined || !Number.isFinite(amplification) || amplification < LEAST_AMPLIFICATION
    ? ''
    : `×${amplification >= 10 ? Math.round(amplification) : Number(amplification.toFixed(1))}`;
}

export function faultText(kind: FaultKind): string {
  switch (kind) {
    case 'exception':
      return t('cascade.fault.exception', 'exception');
    case 'error-return':
      return t('cascade.fault.error-return', 'wrong answer');
    case 'resource':
      return t('cascade.fault.resource', 'resource');
    case 'network':
      return t('cascade.fault.network', 'network');
    case 'dependency':
      return t('cascade.fault.dependency', 'dependency');
    case 'traffic':
      return t('cascade.fault.traffic', 'traffic');
    case 'change':
      return t('cascade.fault.change', 'change');
    case 'unknown':
      return t('cascade.fault.unknown', 'unknown kind');
  }
}

export function changeText(kind: ChangeKind): string {
  switch (kind) {
    case 'deploy':
      return t('cascade.change.deploy', 'deploy');
    case 'version':
      return t('cascade.change.version', 'version');
    case 'configuration':
      return t('cascade.change.configuration', 'configuration');
    case 'scaling':
      return t('cascade.change.scaling', 'scaling');
    case 'log-template':
      return t('cascade.change.log-template', 'new log line');
    case 'error-type':
      return t('cascade.change.error-type', 'new error');
    case 'traffic-shift':
      return t('cascade.change.traffic-shift', 'traffic moved');
  }
}

/** A problem of the frames, the cascade or the ranking, as a sentence. */
export function oddText(odd: Problem): string {
  const message = { key: odd.code, params: { ...odd.params, count: odd.count } };
  if (odd.code.startsWith('cascade.')) {
    return cascadeText(message);
  }
  return odd.code.startsWith('suspects.') ? suspectText(message) : problemText(odd);
}

export function lengthText(time: number): string {
  return formatLength(nanos(time));
}
