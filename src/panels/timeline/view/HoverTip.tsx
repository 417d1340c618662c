import { t } from '@grafana/i18n';
import { TooltipDisplayMode, type TimeZone } from '@grafana/schema';
import React from 'react';
import { addNanos, nanos } from '../../../engine/units';
import { type Fact, formatLength, formatMoment, formatOffset, formatValue, type PlotPoint, Tip } from '../../../ui';
import { type Hit, itemMessage, itemsAt, type Timeline } from '../viewModel';
import { itemFacts } from './facts';
import type { Look } from './look';
import type { SceneState } from './useScene';
import { resolutionText, serviceText, stripName } from './words';

/** Where the pointer is, in time and on the page, and what lies under it. */
export interface Hover extends PlotPoint {
  readonly time: number;
  readonly hit: Hit | undefined;
}

interface Props {
  readonly timeline: Timeline;
  readonly scene: SceneState;
  readonly look: Look;
  readonly hover: Hover;
  readonly mode: TooltipDisplayMode;
  readonly timeZone: TimeZone;
}

const REACH_PIXELS = 5;
const MOST_TEXT = 90;

/** The facts of what lies under the pointer; or, of all lanes, what was going on at that time. */
export function HoverTip({ timeline, scene, look, hover, mode, timeZone }: Props) {
  if (mode === TooltipDisplayMode.None) {
    return null;
  }
  const tip =
    mode === TooltipDisplayMode.Multi
      ? momentTip(timeline, scene, look, hover, timeZone)
      : hitTip(timeline, scene, look, hover, timeZone);
  return tip === undefined ? null : <Tip point={hover} title={tip.title} colour={tip.colour} facts={tip.facts} />;
}

/** What a tooltip says. */
interface Told {
  readonly title: string;
  readonly colour: string | undefined;
  readonly facts: readonly Fact[];
}

type TipOf = (timeline: Timeline, scene: SceneState, look: Look, hover: Hover, timeZone: TimeZone) => Told | undefined;

const hitTip: TipOf = (timeline, _scene, look, { hit }, timeZone) => {
  if (hit?.kind === 'sample') {
    return sampleTip(timeline, look, hit, timeZone);
  }
  const found = hit && itemFacts(timeline, hit.item, timeZone);
  if (hit === undefined || found === undefined) {
    return undefined;
  }
  const more: readonly Fact[] =
    hit.count > 1
      ? [
          {
            name: t('timeline.tip.more', 'Here'),
            value: t('timeline.tip.more-value', '{{count}} in all; zoom in', { count: hit.count }),
          },
        ]
      : [];
  return { title: clip(found.title), colour: look.lanes[found.lane]?.line, facts: [...found.facts, ...more] };
};

const momentTip: TipOf = (timeline, { layout, window, input }, look, { time }, timeZone) => {
  const reach = (REACH_PIXELS / Math.max(1, input.width)) * (window.to - window.from);
  const facts = itemsAt(timeline, layout, time, reach).map((item) => {
    const lane = timeline.items.lane[item] ?? 0;
    const service = serviceText(timeline.lanes[lane]?.service);
    return { name: service, value: clip(itemMessage(timeline, item)), colour: look.lanes[lane]?.line };
  });
  const moment = formatMoment(addNanos(timeline.origin, nanos(time)), timeZone);
  return { title: `${formatOffset(nanos(time - timeline.zero))} · ${moment}`, colour: undefined, facts };
};

type SampleHit = Extract<Hit, { kind: 'sample' }>;

function sampleTip(timeline: Timeline, look: Look, hit: SampleHit, timeZone: TimeZone): Told | undefined {
  const lane = timeline.lanes[hit.lane];
  const strip = lane?.strips[hit.strip];
  const time = strip?.times[hit.sample];
  if (lane === undefined || strip === undefined || time === undefined) {
    return undefined;
  }
  const value = strip.series.values[hit.sample];
  const facts: Fact[] = [
    {
      name: stripName(strip),
      value:
        value === null || value === undefined
          ? t('timeline.tip.gap', 'no value')
          : formatValue(value, strip.series.unit),
    },
    {
      name: t('timeline.tip.sampled', 'Sampled'),
      value: formatMoment(addNanos(timeline.origin, nanos(time)), timeZone),
    },
    {
      name: t('timeline.tip.from-request', 'From the beginning'),
      value:
        time < timeline.zero
          ? `−${formatLength(nanos(timeline.zero - time))}`
          : `+${formatLength(nanos(time - timeline.zero))}`,
    },
    { name: t('timeline.tip.resolution', 'Resolution'), value: resolutionText(strip) },
  ];
  if (strip.more > 0) {
    facts.push({
      name: t('timeline.tip.others', 'Not drawn'),
      value: t('timeline.tip.others-value', '{{count}} more series of this kind', { count: strip.more }),
    });
  }
  return { title: serviceText(lane.service), colour: look.lanes[hit.lane]?.line, facts };
}

function clip(text: string): string {
  return text.length > MOST_TEXT ? `${text.slice(0, MOST_TEXT)}…` : text;
}
