import { t } from '@grafana/i18n';
import type { Basis, Breaker, BreakerConfiguration, BreakerState, StateInterval } from '../../../engine/breaker';
import { nanos } from '../../../engine/units';
import type { Problem } from '../../../engine/result';
import { breakerText, formatLength, problemText, raw } from '../../../ui';
import { ownName, type Trouble } from '../viewModel';

const PERCENT = 100;

/** The state of a breaker that was measured. */
export function stateText(state: BreakerState): string {
  switch (state) {
    case 'closed':
      return t('breaker.state.closed', 'closed');
    case 'open':
      return t('breaker.state.open', 'open');
    case 'half-open':
      return t('breaker.state.half-open', 'half-open');
    case 'forced':
      return t('breaker.state.forced', 'forced open');
    case 'disabled':
      return t('breaker.state.disabled', 'disabled');
    case 'unknown':
      return t('breaker.state.unknown', 'unknown');
  }
}

/** What a missing breaker would have done. */
export function shadowStateText(state: BreakerState): string {
  switch (state) {
    case 'open':
    case 'forced':
      return t('breaker.shadow.open', 'would be open');
    case 'half-open':
      return t('breaker.shadow.half-open', 'would be trying');
    case 'closed':
    case 'disabled':
      return t('breaker.shadow.closed', 'would be closed');
    case 'unknown':
      return t('breaker.shadow.unknown', 'no calls known');
  }
}

/** The state of an interval of a lane, in words. */
export function intervalStateText(basis: Basis, state: BreakerState): string {
  return basis === 'shadow' ? shadowStateText(state) : stateText(state);
}

/** How a state is known. */
export function basisText({ basis, source }: Pick<Breaker, 'basis' | 'source'>): string {
  switch (basis) {
    case 'measured':
      return source === 'log'
        ? t('breaker.basis.log', 'measured (log lines)')
        : t('breaker.basis.measured', 'measured ({{source}})', raw({ source }));
    case 'inferred':
      return t('breaker.basis.inferred', 'inferred from spans');
    case 'shadow':
      return t('breaker.basis.shadow', 'no breaker: what one would have done');
  }
}

/** How a state is known, in a word or two. */
export function basisWord(basis: Basis, confidence: number): string {
  switch (basis) {
    case 'measured':
      return t('breaker.basis.measured-word', 'measured');
    case 'inferred':
      return t('breaker.basis.inferred-word', 'inferred {{confidence}}', raw({ confidence: confidence.toFixed(2) }));
    case 'shadow':
      return t('breaker.basis.shadow-word', 'no breaker');
  }
}

/** What is wrong with a lane, in a word or two. */
export function troubleText(trouble: Trouble): string {
  switch (trouble) {
    case 'open':
      return t('breaker.trouble.open', 'open now');
    case 'trial':
      return t('breaker.trouble.trial', 'trying to close');
    case 'missing-now':
      return t('breaker.trouble.missing-now', 'missing: would be open now');
    case 'flapping':
      return t('breaker.trouble.flapping', 'flapping');
    case 'opened':
      return t('breaker.trouble.opened', 'was open');
    case 'missing':
      return t('breaker.trouble.missing', 'missing: would have opened');
    case 'disagreement':
      return t('breaker.trouble.disagreement', 'metrics and spans disagree');
    case 'disabled':
      return t('breaker.trouble.disabled', 'switched off');
    case 'unknown':
      return t('breaker.trouble.unknown', 'nothing known now');
    case 'calm':
      return t('breaker.trouble.calm', 'calm');
  }
}

/** `0.93`: how sure; nothing where it is measured or unknown. */
export function confidenceText({ confidence }: Pick<StateInterval, 'confidence'>): string {
  return confidence.toFixed(2);
}

/** A length of time, given in nanoseconds. */
export function lengthText(length: number): string {
  return formatLength(nanos(length));
}

/** A share of 0 to 1 in whole per cent; what is more than nothing is never `0%`. */
export function shareText(share: number): string {
  const percent = share * PERCENT;
  return `${percent > 0 && percent < 1 ? '<1' : Math.round(percent)}%`;
}

/** `5 failures · 30 s · 1 probe`: what is known of the configuration, '' when nothing is. */
export function configurationText({ configuration }: Pick<Breaker, 'configuration'>): string {
  const parts = [
    configuration?.rule === undefined ? undefined : ruleText(configuration.rule),
    configuration?.openFor === undefined ? undefined : lengthText(configuration.openFor),
    configuration?.trialCalls === undefined
      ? undefined
      : t('breaker.configuration.trials', '{{count}} probes', {
          count: configuration.trialCalls,
          defaultValue_one: 'one probe',
        }),
  ];
  return parts.filter((part) => part !== undefined).join(' · ');
}

function ruleText(rule: BreakerConfiguration['rule']): string {
  if (rule.kind === 'consecutive') {
    return rule.comparison === 'at'
      ? t('breaker.configuration.at', '{{count}} failures in a row', {
          count: rule.failures,
          defaultValue_one: 'one failure',
        })
      : t('breaker.configuration.after', 'more than {{count}} failures in a row', {
          count: rule.failures,
          defaultValue_one: 'more than one failure in a row',
        });
  }
  return t(
    'breaker.configuration.rate',
    '{{share}} of {{calls}} calls or more',
    raw({ share: shareText(rule.share), calls: rule.minimumCalls })
  );
}

/** `412 calls and 31 min of waiting saved`. */
export function savingsText({ calls, waiting }: { readonly calls: number; readonly waiting: number }): string {
  return t('breaker.shadow.saved', '{{calls}} calls and {{waiting}} of waiting saved', {
    ...raw({ waiting: lengthText(waiting) }),
    calls,
  });
}

/** What stands under a lane's name: what told of it, and what is known of its settings. */
export function laneSubtitle(breaker: Breaker, openedAt: string | undefined): string {
  if (breaker.basis === 'shadow') {
    return openedAt === undefined
      ? t('breaker.lane.no-breaker', 'no breaker; none was needed')
      : t('breaker.lane.missing', 'no breaker: would have opened at {{time}}', raw({ time: openedAt }));
  }
  const source =
    breaker.basis === 'inferred' ? t('breaker.lane.inferred', 'inferred from spans') : sourceText(breaker.source);
  const many =
    breaker.instances.length > 1
      ? t('breaker.lane.instances', 'worst of {{count}} instances', {
          count: breaker.instances.length,
          defaultValue_one: 'one instance',
        })
      : '';
  return [ownName(breaker.identity) ?? '', source, configurationText(breaker), many]
    .filter((part) => part !== '')
    .join(' · ');
}

function sourceText(source: string): string {
  return source === 'log' ? t('breaker.lane.log', 'log lines') : source;
}

/** What was odd, as a sentence. */
export function oddText(problem: Problem): string {
  const { code, params, count } = problem;
  const own = breakerText({ key: code, params: { ...params, count } });
  return own === code ? problemText(problem) : own;
}
