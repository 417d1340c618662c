import type { Message } from '../../engine/finding';
import { formatValue } from '../format';
import { resourceName } from '../resourceName';
import { worded, wording, type Wording } from './wording';

/** What tells against a suspect, and what was missing. */
function suspectWords(): readonly Wording[] {
  return [
    wording('ui.suspects.signal-missing', 'There are no {{signal}}: faults that only they show are not seen'),
    wording('ui.suspect.gap', 'Calls {{caller}} → {{callee}} lose {{nowMs}} on the way (usually {{usualMs}})'),
    wording('ui.suspect.reply', '{{callee}} answers {{caller}} after {{nowMs}} (usually {{usualMs}})'),
    wording('ui.suspect.self', '{{operation}} spends {{nowMs}} itself (usually {{usualMs}})'),
    wording('ui.suspect.failures', '{{now}} of {{operation}} fail by themselves (usually {{usual}})'),
    wording('ui.suspect.calls', '{{now}} of the calls {{caller}} → {{callee}} fail (usually {{usual}})'),
    wording('ui.suspect.template.new', 'New {{level}} line in {{now}} of requests: {{template}}'),
    wording('ui.suspect.template.more', '{{level}} line in {{now}} of requests (usually {{usual}}): {{template}}'),
    wording('ui.suspect.template.gone', '{{level}} line in only {{now}} of requests (usually {{usual}}): {{template}}'),
    wording('ui.suspect.order', 'After “{{template}}” comes “{{next}}” in {{now}} of cases (usually {{usual}})'),
    wording('ui.suspect.end', '“{{template}}” is the last line in {{now}} of cases (usually {{usual}})'),
    wording(
      'ui.suspect.mention',
      '{{caller}} names it in an error line of {{now}} of requests (usually {{usual}}): {{template}}'
    ),
    wording('ui.suspect.resource', '{{metric}} is {{now}} (usually {{usual}})'),
    wording('ui.suspect.symptom', '{{metric}} of its requests is {{now}} (usually {{usual}})'),
    wording('ui.suspect.traffic', '{{now}} requests a second arrive (usually {{usual}})'),
    wording('ui.suspect.change', 'It was changed {{leadS}} s before: {{text}}'),
    wording('ui.suspect.changed-after', 'It was changed {{lagS}} s after the onset: {{text}}'),
  ];
}

/** Keys whose `usual` and `now` are shares from 0 to 1. */
const SHARES: ReadonlySet<string> = new Set([
  'suspect.failures',
  'suspect.calls',
  'suspect.template.new',
  'suspect.template.more',
  'suspect.template.gone',
  'suspect.order',
  'suspect.end',
  'suspect.mention',
]);
const PERCENT = 100;
const DIGITS = 3;
/** What sums of floats leave of nothing. */
const DUST = 1e-9;

/** What tells against a suspect, or a problem of the ranking, as a sentence: only who shows suspects carries these words. */
export function suspectText({ key, params }: Message): string {
  const words = suspectWords().find(({ textKey }) => textKey === `ui.${key}`);
  return words === undefined ? key : worded(words, shown(key, params));
}

function shown(key: string, params: Message['params']): Message['params'] {
  const unit = typeof params.unit === 'string' ? params.unit : '';
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      typeof value === 'number' ? numberText(key, name, value, unit) : name === 'metric' ? resourceName(value) : value,
    ])
  );
}

/** Shares in per cent; lengths, and levels of metrics, in Grafana's own words. */
function numberText(key: string, name: string, value: number, unit: string): string | number {
  const isLevel = name === 'usual' || name === 'now';
  if (isLevel && SHARES.has(key)) {
    return `${Number((value * PERCENT).toPrecision(DIGITS))} %`;
  }
  const rounded = Math.abs(value) < DUST ? 0 : Number(value.toPrecision(DIGITS));
  const inUnit = name.endsWith('Ms') ? 'ms' : isLevel ? unit : undefined;
  return inUnit === undefined ? rounded : formatValue(rounded, inUnit);
}
