import { t } from '@grafana/i18n';
import type { ProblemParams } from '../../engine/result';
import { raw } from './raw';

type Words = (params: ProblemParams) => string;

/** What kept clocks from being compared. */
export const clockWords: Readonly<Record<string, Words>> = {
  'clock.no-node': (p) =>
    t('ui.problem.clock.no-node', '{{count}} requests run on a node that no attribute names', {
      ...p,
      count: Number(p.count),
      defaultValue_one: 'One request runs on a node that no attribute names',
    }),
  'clock.one-sided': (p) =>
    t(
      'ui.problem.clock.one-sided',
      '{{from}} → {{to}}: each of {{count}} calls outlives its caller, which bounds no clock',
      raw({ ...p, count: Number(p.count) })
    ),
  'clock.no-exchange': () => t('ui.problem.clock.no-exchange', 'No request was seen from both sides'),
  'clock.loop': (p) =>
    t('ui.problem.clock.loop', '{{from}} → {{to}} contradicts the other pairs around a loop, and was left out', raw(p)),
  'logical.cycle': (p) =>
    t('ui.problem.logical.cycle', '{{count}} events come before themselves by their logical clocks', {
      count: Number(p.count),
      defaultValue_one: 'One event comes before itself by its logical clocks',
    }),
  'shiviz.pattern': (p) =>
    t('ui.problem.shiviz.pattern', 'The pattern of the log lines cannot be used: {{reason}}', raw(p)),
  'shiviz.clock': (p) =>
    t('ui.problem.shiviz.clock', '{{count}} lines have a vector clock that cannot be read', {
      count: Number(p.count),
      defaultValue_one: 'One line has a vector clock that cannot be read',
    }),
};
