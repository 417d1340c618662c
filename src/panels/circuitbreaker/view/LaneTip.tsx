import { t } from '@grafana/i18n';
import React from 'react';
import { type Fact, type TimeSpan, Tip } from '../../../ui';
import type { CircuitBreakerOptions } from '../options';
import { type Clock, intervalFacts, pieceFacts, pieceSeconds } from './facts';
import type { Look } from './look';
import type { LaneHover } from './laneHover';
import { stateText } from './words';

interface Props {
  readonly hover: LaneHover;
  readonly options: CircuitBreakerOptions;
  readonly look: Look;
  readonly clock: Clock;
  readonly window: TimeSpan;
  readonly width: number;
}

/** What is known of the interval under the pointer, and of the calls there. */
export function LaneTip({ hover, options, look, clock, window, width }: Props) {
  const { lane, box, piece } = hover;
  const perPixel = (window.to - window.from) / width;
  const colour = lane.breaker.basis === 'shadow' ? look.shadow : look.state(box.state).fill;
  return (
    <Tip
      point={hover}
      title={lane.title}
      colour={colour}
      facts={[
        ...intervalFacts(lane, box.interval, clock),
        ...manyFacts(box.count, stateText(box.state)),
        ...pieceFacts(piece, pieceSeconds(piece, perPixel), options.callUnit),
      ]}
    />
  );
}

/** Of several intervals on one pixel the worst is shown. */
function manyFacts(count: number, state: string): readonly Fact[] {
  return count === 1
    ? []
    : [
        {
          name: t('breaker.fact.many', 'Here'),
          value: t('breaker.fact.many-value', '{{count}} states within one pixel; this is the worst: {{state}}', {
            count,
            state,
          }),
        },
      ];
}
