import type { Message } from '../../engine/finding';
import { nanos } from '../../engine/units';
import { formatLength } from '../format';
import { resilienceWords } from './resilience';
import { worded, wording, type Wording } from './wording';

/** Why lanes of breakers that somebody measures have their states. */
function reasonWords(): readonly Wording[] {
  return [
    wording('ui.breaker.reason.sampled', '{{metric}} changed'),
    wording('ui.breaker.reason.mixed', '{{count}} of {{known}} instances', {
      count: 1,
      defaultValue_one: 'One of {{known}} instances',
    }),
    wording('ui.breaker.reason.refused', 'Calls were refused: {{metric}} grew'),
    wording('ui.breaker.reason.none-refused', 'No calls were refused: {{metric}} did not grow'),
    wording('ui.breaker.reason.refused-unseen', '{{count}} calls were refused between two samples that say closed', {
      count: 1,
      defaultValue_one: 'A call was refused between two samples that say closed',
    }),
    wording(
      'ui.breaker.reason.waits-for-call',
      'Open for longer than {{waitNs}}, and nobody called: the next call is let through'
    ),
  ];
}

/** Findings about breakers, and mappings that cannot be used. */
function findingWords(): readonly Wording[] {
  return [
    wording('ui.breaker.open', 'The breaker {{name}} has been open for {{forNs}}'),
    wording('ui.breaker.forced', 'The breaker {{name}} has been held open by hand for {{forNs}}'),
    wording(
      'ui.breaker.lines-mixed',
      '{{name}}: {{count}} log lines of {{caller}} are of several processes, which the lines do not name',
      {
        count: 1,
        defaultValue_one: '{{name}}: one log line of {{caller}} names no process',
      }
    ),
    wording('ui.breaker-convention.no-name', 'The mapping of breakers needs a name'),
    wording('ui.breaker-convention.bad-metric', '{{name}}: {{metric}} is no name of a metric'),
    wording('ui.breaker-convention.no-label', '{{name}}: no label names the breaker'),
    wording(
      'ui.breaker-convention.bad-state',
      '{{name}}: "{{state}}" is no state. States are closed, open, half-open, forced, disabled, unknown'
    ),
  ];
}

/** Parameters that end so are lengths in nanoseconds. */
const LENGTH = /Ns$/;

/** A reason or a finding about breakers, as a sentence: only who shows breakers carries these words. */
export function breakerText(message: Message): string {
  return textFrom([...reasonWords(), ...findingWords(), ...resilienceWords()], message);
}

/** Why a measured breaker has its state, as a sentence: all that the data source says of breakers. */
export function breakerReasonText(message: Message): string {
  return textFrom(reasonWords(), message);
}

function textFrom(table: readonly Wording[], { key, params }: Message): string {
  if (key === 'breaker.reason.logged') {
    // The library's own words, in whatever language it writes.
    return String(params.line ?? '');
  }
  const words = table.find(({ textKey }) => textKey === `ui.${key}`);
  const shown = Object.entries(params).map(([name, value]) => [
    name,
    LENGTH.test(name) && typeof value === 'number' ? formatLength(nanos(value)) : value,
  ]);
  return words === undefined ? key : worded(words, Object.fromEntries(shown));
}
