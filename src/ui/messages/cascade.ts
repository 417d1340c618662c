import type { Message } from '../../engine/finding';
import { worded, wording, type Wording } from './wording';

/** What correlations may mean, and what kept a cascade from being told. */
function cascadeWords(): readonly Wording[] {
  return [
    wording('ui.cascade.no-signals', 'There are no signals to tell a cascade from'),
    wording('ui.cascade.no-baseline', 'What is usual is not known of {{count}} signals: they are not judged', {
      count: 1,
      defaultValue_one: 'What is usual is not known of one signal: it is not judged',
    }),
    wording(
      'ui.cascade.coarse',
      'Samples are {{seconds}} s apart: what happens within minutes cannot be put in order by them'
    ),
    wording(
      'ui.cascade.correlation.saturation-errors',
      '{{b}}: a resource that runs short may be causing errors (r {{r}})'
    ),
    wording('ui.cascade.correlation.saturation-latency', '{{b}}: work may be waiting for a resource (r {{r}})'),
    wording(
      'ui.cascade.correlation.traffic-latency',
      '{{b}}: slower with more load, which may be its capacity (r {{r}})'
    ),
    wording('ui.cascade.correlation.traffic-errors', '{{b}}: more failures with more load (r {{r}})'),
    wording('ui.cascade.correlation.latency-errors', '{{b}}: slow requests may be running into timeouts (r {{r}})'),
    wording('ui.cascade.correlation.callee-latency', '{{b}} may be waiting for {{a}} (r {{r}})'),
    wording('ui.cascade.correlation.callee-errors', '{{b}} may be failing with {{a}} (r {{r}})'),
    wording('ui.cascade.correlation.caller-load', '{{a}} may be sending more to {{b}} (r {{r}})'),
    wording('ui.cascade.correlation.together', 'Two signals of {{a}} go together (r {{r}})'),
    wording(
      'ui.cascade.common-cause',
      'The {{signal}} of {{service}} goes with both as closely, and may be the cause of both'
    ),
  ];
}

/** A correlation of a cascade, or what kept one from being told, as a sentence: only who shows cascades carries these words. */
export function cascadeText({ key, params }: Message): string {
  const words = cascadeWords().find(({ textKey }) => textKey === `ui.${key}`);
  return words === undefined ? key : worded(words, params);
}
