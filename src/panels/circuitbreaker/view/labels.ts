import { t } from '@grafana/i18n';
import { raw } from '../../../ui';
import type { Box, Lane } from '../viewModel';
import type { Look } from './look';
import { confidenceText, lengthText, savingsText, shadowStateText, stateText } from './words';

/** The words on the boxes of lanes, the longest first. They are asked for on every stroke, so that they are kept. */
export function labeller(look: Look): (lane: Lane, box: Box) => readonly string[] {
  const known = new WeakMap<object, readonly string[]>();
  return (lane, box) => {
    const interval = lane.breaker.intervals[box.interval];
    if (interval === undefined) {
      return [];
    }
    const labels = known.get(interval) ?? labelsOf(lane, box.interval, look);
    known.set(interval, labels);
    return labels;
  };
}

function labelsOf(lane: Lane, at: number, look: Look): readonly string[] {
  const { breaker } = lane;
  const interval = breaker.intervals[at];
  if (interval === undefined) {
    return [];
  }
  const { state, start, end } = interval;
  if (breaker.basis === 'shadow') {
    return shadowLabels(lane, at);
  }
  const word = look.state(state).text ?? stateText(state);
  const long = `${word} ${lengthText(end - start)}`;
  return breaker.basis === 'inferred' && state !== 'unknown'
    ? [`${long} · ${confidenceText(interval)}`, `${word} ${confidenceText(interval)}`, word]
    : [long, word];
}

/** What would have been saved in all stands on the longest stretch. */
function shadowLabels({ breaker, opened }: Lane, at: number): readonly string[] {
  const { intervals, shadow } = breaker;
  const { state } = intervals[at] ?? { state: 'unknown' };
  const word = shadowStateText(state);
  if (state !== 'open' || shadow === undefined) {
    return state === 'open' ? [word] : [];
  }
  const lengths = intervals.map((interval) => (interval.state === 'open' ? interval.end - interval.start : -1));
  const longest = lengths.indexOf(Math.max(...lengths));
  const all = t('breaker.shadow.label', 'would have opened {{count}} times: {{saved}}', {
    ...raw({ saved: savingsText(shadow.saved) }),
    count: opened,
    defaultValue_one: 'would have opened once: {{saved}}',
  });
  return longest === at ? [all, savingsText(shadow.saved), word] : [word];
}
