import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React, { useState } from 'react';
import { initPluginTranslations } from '@grafana/i18n';
import { drawTrace } from '../../../pkg/testkit';
import type { LegState, ReportLine } from '../../engine/correlation';
import { legTroubles, SourcesFooter, traceNotes } from '..';

beforeAll(async () => {
  await initPluginTranslations('clew-timeline-panel');
});

const leg = (source: string, state: LegState, message: string): ReportLine => ({
  leg: `traces:${source}`,
  signal: 'traces',
  source,
  state,
  rows: 0,
  message,
  elapsedMs: undefined,
  params: { reason: 'no route', seconds: 10, limit: 5 },
});

interface FootProps {
  readonly report?: readonly ReportLine[];
  readonly failures?: readonly string[];
  readonly notes?: readonly string[];
}

function Foot({ report = [], failures, notes = [] }: FootProps) {
  const [open, setOpen] = useState<boolean>();
  return (
    <SourcesFooter
      summary="3 nodes"
      failures={failures}
      notes={notes}
      none="nothing left out"
      report={report}
      open={open}
      onToggle={setOpen}
    />
  );
}

const line = () => within(screen.getByTestId('clew-footer')).getByRole('button');
const listed = () =>
  within(screen.getByRole('list', { name: 'What was odd' }))
    .getAllByRole('listitem')
    .map(({ textContent }) => textContent);

describe('the footer of a panel', () => {
  it('is one line, and says that nothing was odd', async () => {
    render(<Foot />);
    expect(line()).toHaveTextContent('3 nodes · nothing left out');
    expect(line()).toHaveAttribute('aria-expanded', 'false');
    await userEvent.click(line());
    expect(listed()).toEqual(['nothing left out']);
  });

  it('opens by itself where a leg failed, and stays as the reader leaves it', async () => {
    const failed = [leg('Tempo', 'done', 'leg.done'), leg('Loki', 'failed', 'leg.failed')];
    const { rerender } = render(<Foot report={failed} notes={['one part']} />);
    expect(line()).toHaveTextContent('3 nodes · Loki: Failed: no route → Test the data source');
    expect(screen.getByTestId('clew-leg traces:Loki')).toBeInTheDocument();
    expect(listed()).toEqual(['one part']);
    await userEvent.click(line());
    rerender(<Foot report={[...failed]} />);
    expect(line()).toHaveAttribute('aria-expanded', 'false');
  });

  it('puts failed queries before what was odd', () => {
    render(<Foot failures={['B: refused']} notes={['one part']} />);
    expect(line()).toHaveTextContent('3 nodes · B: refused · one part');
    expect(listed()).toEqual(['B: refused', 'one part']);
  });
});

it('legs that were cut off are trouble, those that wait or found nothing are not', () => {
  const report = [
    leg('a', 'timed-out', 'leg.timed-out'),
    leg('b', 'empty', 'leg.empty'),
    leg('c', 'loading', 'leg.loading'),
  ];
  expect(legTroubles(report)).toEqual([expect.stringMatching(/^a: No answer within 10 s → /)]);
});

it('says how many traces came in part, and how many copies were left out', () => {
  const whole = drawTrace('a/x [0-1]');
  const partial = { ...whole, partial: true };
  expect(traceNotes([whole], 0)).toEqual([]);
  expect(traceNotes([whole, partial], 2)).toEqual([
    'The source returned only a part of one trace',
    '2 copies of traces left out',
  ]);
});
