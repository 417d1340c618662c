import React from 'react';
import type { Nanos } from '../../../engine/units';
import { formatOffset, type PlotPoint, Tip } from '../../../ui';
import type { OneTrace } from '../viewModel';
import { serviceOf, spanFacts } from './facts';
import type { ViewProps } from './viewProps';

interface Props extends ViewProps {
  readonly one: OneTrace;
  readonly row: number;
  readonly point: PlotPoint;
  readonly time: Nanos;
}

/** What lies under the pointer. */
export function SpanTip({ one, row, point, time, look, words, timeZone }: Props) {
  return (
    <Tip
      point={point}
      title={words.operation(one.trace.operation[row] ?? '')}
      colour={look.service(serviceOf(one, row)).line}
      facts={spanFacts(one, row, words, timeZone)}
      aside={formatOffset(time)}
    />
  );
}
