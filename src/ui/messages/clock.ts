import { wording, type Wording } from './wording';

/** What kept clocks from being compared, by `Problem.code`. Made when asked for: a plugin that never asks does not carry them. */
export function clockWords(): readonly Wording[] {
  return [
    wording('ui.clock.no-node', '{{count}} requests run on a node that no attribute names', {
      count: 1,
      defaultValue_one: 'One request runs on a node that no attribute names',
    }),
    wording(
      'ui.clock.one-sided',
      '{{from}} → {{to}}: each of {{count}} calls outlives its caller, which bounds no clock',
      {
        count: 1,
        defaultValue_one: '{{from}} → {{to}}: the one call outlives its caller, which bounds no clock',
      }
    ),
    wording('ui.clock.no-exchange', 'No request was seen from both sides'),
    wording('ui.clock.loop', '{{from}} → {{to}} contradicts the other pairs around a loop, and was left out'),
  ];
}
