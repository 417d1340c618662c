import type { Message } from '../../engine/finding';
import { worded, wording, type Wording } from './wording';

/** What tells against a suspect, and what was missing. */
function suspectWords(): readonly Wording[] {
  return [
    wording('ui.suspects.signal-missing', 'There are no {{signal}}: faults that only they show are not seen'),
    wording('ui.suspect.gap', 'Calls {{caller}} → {{callee}} lose {{nowMs}} ms on the way (usually {{usualMs}} ms)'),
    wording('ui.suspect.reply', '{{callee}} answers {{caller}} after {{nowMs}} ms (usually {{usualMs}} ms)'),
    wording('ui.suspect.self', '{{operation}} spends {{nowMs}} ms itself (usually {{usualMs}} ms)'),
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
    wording('ui.suspect.resource', '{{metric}} is {{now}} {{unit}} (usually {{usual}})'),
    wording('ui.suspect.symptom', '{{metric}} of its requests is {{now}} {{unit}} (usually {{usual}})'),
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

/** What tells against a suspect, or a problem of the ranking, as a sentence: only who shows suspects carries these words. */
export function suspectText({ key, params }: Message): string {
  const words = suspectWords().find(({ textKey }) => textKey === `ui.${key}`);
  return words === undefined ? key : worded(words, shown(key, params));
}

function shown(key: string, params: Message['params']): Message['params'] {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => {
      if (typeof value === 'string') {
        return [name, value];
      }
      const isShare = SHARES.has(key) && (name === 'usual' || name === 'now');
      return [name, isShare ? `${Number((value * PERCENT).toPrecision(DIGITS))} %` : Number(value.toPrecision(DIGITS))];
    })
  );
}
