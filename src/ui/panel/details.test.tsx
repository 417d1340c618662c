import { initPluginTranslations } from '@grafana/i18n';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React from 'react';
import { drawTrace } from '../../../pkg/testkit';
import { DetailsBox, FactSections, spanSections } from '..';

beforeAll(async () => {
  await initPluginTranslations('clew-timeline-panel');
});

function Details({ subject, onClose }: { readonly subject: string; readonly onClose: () => void }) {
  return (
    <DetailsBox title={subject} label={`Span: ${subject}`} colour="red" subject={subject} narrow onClose={onClose}>
      <input aria-label="within" />
    </DetailsBox>
  );
}

it('takes the focus for each thing once, and closes with Escape', async () => {
  const closed = jest.fn();
  const { rerender } = render(<Details subject="cart" onClose={closed} />);
  expect(screen.getByRole('dialog', { name: 'Span: cart' })).toHaveFocus();
  await userEvent.click(screen.getByLabelText('within'));
  rerender(<Details subject="cart" onClose={closed} />);
  expect(screen.getByLabelText('within')).toHaveFocus();
  rerender(<Details subject="mail" onClose={closed} />);
  expect(screen.getByRole('dialog', { name: 'Span: mail' })).toHaveFocus();
  await userEvent.keyboard('{Escape}');
  expect(closed).toHaveBeenCalledTimes(1);
});

it('shows what a source says of a span, and no empty section', () => {
  const trace = drawTrace('a/x [0-10] #7 http.status_code=502');
  render(<FactSections sections={spanSections(trace, 0)} />);
  expect(screen.getAllByRole('heading').map(({ textContent }) => textContent)).toEqual(
    expect.arrayContaining(['Attributes', 'IDs'])
  );
  expect(screen.queryByRole('heading', { name: 'Events' })).not.toBeInTheDocument();
  expect(screen.getByText('502')).toBeInTheDocument();
});
