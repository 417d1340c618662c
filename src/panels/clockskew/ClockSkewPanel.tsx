import type { PanelProps } from '@grafana/data';
import React, { useCallback, useMemo, useRef } from 'react';
import { defaultNodeRules } from '../../engine/clock';
import type { Steps } from '../../engine/steps';
import { NoData, useSteps } from '../../ui';
import { type ClockSkewOptions, withDefaults } from './options';
import { ClockSkewView } from './view/ClockSkewView';
import { nothingToDraw } from './view/nothing';
import {
  type Clocks,
  type ClockSettings,
  type Collected,
  collecting,
  estimateClocks,
  readFrames,
  type Reading,
} from './viewModel';

/** Whose clock is wrong, by how much and since when: from whatever trace frames the panel is given. */
export function ClockSkewPanel(props: PanelProps<ClockSkewOptions>) {
  const { data, width, height, timeZone } = props;
  const options = useMemo(() => withDefaults(props.options), [props.options]);
  const settings = useSettings(options);
  const frames = data.series;
  const read = useCallback(() => readFrames(frames), [frames]);
  const rows = useMemo(() => frames.reduce((all, { length }) => all + length, 0), [frames]);
  const reading = useSteps(read, rows);
  const collected = useRef<Collected | undefined>(undefined);
  const estimate = useCallback((): Steps<Estimated | undefined> => {
    if (reading === undefined) {
      return nothing();
    }
    collected.current = collecting(collected.current, reading.traces, settings.skew);
    return estimated(reading, settings, collected.current);
  }, [reading, settings]);
  const found = useSteps(estimate, reading?.spans ?? 0);
  if (found === undefined) {
    return null;
  }
  if (saysNothing(found.clocks)) {
    const { reading: read, clocks } = found;
    return <NoData data={data} report={read.report} timeZone={timeZone} answered={nothingToDraw(read, clocks)} />;
  }
  return (
    <ClockSkewView
      {...found}
      request={data.request}
      settings={settings}
      options={options}
      timeZone={timeZone}
      width={width}
      height={height}
    />
  );
}

interface Estimated {
  readonly reading: Reading;
  readonly clocks: Clocks;
}

/** Without two nodes there may still be effects before their causes, and log lines with a clock of their own. */
function saysNothing({ nodes, logs, violationCount }: Clocks): boolean {
  return nodes.length === 0 && logs.length === 0 && violationCount === 0;
}

function* nothing(): Steps<undefined> {
  return undefined;
}

function* estimated(reading: Reading, settings: ClockSettings, collected: Collected): Steps<Estimated> {
  return { reading, clocks: yield* estimateClocks(reading, settings, collected) };
}

const NS_PER_MS = 1e6;
const NS_PER_S = 1e9;

/** The options as the engine takes them; the collection starts anew only when what it depends on changes. */
function useSettings({ nodeKeys, reference, nodeThreshold, pairThreshold, alarm }: ClockSkewOptions): ClockSettings {
  const keys = nodeKeys.map((key) => key.trim()).filter((key) => key !== '');
  const order = keys.join('\n');
  const skew = useMemo(
    () => ({
      nodes: order === '' ? defaultNodeRules : { order: order.split('\n') },
      ...(reference === '' ? {} : { reference }),
    }),
    [order, reference]
  );
  return useMemo(
    () => ({
      skew,
      thresholds: { node: nodeThreshold * NS_PER_MS, pair: pairThreshold * NS_PER_MS, alarm: alarm * NS_PER_S },
    }),
    [skew, nodeThreshold, pairThreshold, alarm]
  );
}
