import { t } from '@grafana/i18n';
import React, { useMemo } from 'react';
import { DetailsBox, Facts, FactSections, LinkRow, raw, spanSections } from '../../../ui';
import { type OneTrace, spanLinks } from '../viewModel';
import { serviceOf, spanFacts } from './facts';
import type { ViewProps } from './viewProps';

interface Props extends ViewProps {
  readonly one: OneTrace;
  readonly row: number;
  readonly narrow: boolean;
}

/** Everything known of one span, and where to go from it. */
export function Details({ one, row, narrow, frames, look, words, timeZone, dispatch }: Props) {
  const { trace } = one;
  const spanId = trace.spanId[row] ?? '';
  const links = useMemo(() => spanLinks(frames, trace.traceId, spanId), [frames, trace, spanId]);
  const title = words.operation(trace.operation[row] ?? '');
  return (
    <DetailsBox
      title={title}
      label={t('criticalpath.details.label', 'Span: {{title}}', raw({ title }))}
      colour={look.service(serviceOf(one, row)).line}
      subject={spanId}
      narrow={narrow}
      onClose={() => dispatch({ kind: 'open', span: undefined })}
    >
      <LinkRow links={links} />
      <Facts facts={spanFacts(one, row, words, timeZone)} />
      <FactSections sections={spanSections(trace, row)} />
    </DetailsBox>
  );
}
