import React, { useState, type ReactElement } from 'react';
import { fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ClewQuery, CorrelateQuery } from '../query';
import { setBench } from '../testing/fakeSources';
import { setLayout } from '../testing/setLayout';
import { QueryEditor } from './QueryEditor';

jest.setTimeout(30_000);
beforeAll(setLayout);

function fill(field: HTMLElement, value: string): void {
  fireEvent.change(field, { target: { value } });
}

function show(initial: Partial<CorrelateQuery>): { readonly query: () => ClewQuery; readonly runs: () => number } {
  const datasource = setBench().clew();
  let latest: ClewQuery = JSON.parse(JSON.stringify({ refId: 'A', ...initial }));
  let runs = 0;
  function Host(): ReactElement {
    const [query, setQuery] = useState(latest);
    latest = query;
    return <QueryEditor query={query} datasource={datasource} onChange={setQuery} onRunQuery={() => (runs += 1)} />;
  }
  render(<Host />);
  return { query: () => latest, runs: () => runs };
}

it('says inline why a query cannot run, until it can', async () => {
  const { query, runs } = show({});
  expect(screen.getByRole('alert')).toHaveTextContent('No ID to look for');
  fill(screen.getByRole('textbox', { name: 'ID' }), 'req_x');
  await userEvent.type(screen.getByRole('textbox', { name: 'ID' }), '{Enter}');
  expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  expect(query()).toMatchObject({ view: 'correlate', value: 'req_x' });
  expect(runs()).toBe(1);
});

it('offers the keys of the settings', async () => {
  const { query } = show({ value: 'x' });
  const key = screen.getByRole('combobox', { name: 'Key' });
  await userEvent.click(key);
  fill(key, 'Order ID');
  await userEvent.keyboard('{Enter}');
  expect(query()).toMatchObject({ key: 'order_id' });
});

it('names a key that does not exist, and takes a variable for one', () => {
  show({ value: 'x', key: 'nope' });
  expect(screen.getByRole('alert')).toHaveTextContent('nope');
  show({ value: 'x', key: '$key' });
  expect(screen.getAllByRole('alert')).toHaveLength(1);
});

it('switches signals, and says when none is left', async () => {
  const { query } = show({ value: 'x', signals: ['logs'] });
  await userEvent.click(screen.getByRole('checkbox', { name: 'Traces' }));
  expect(query()).toMatchObject({ signals: ['traces', 'logs'] });
  await userEvent.click(screen.getByRole('checkbox', { name: 'Traces' }));
  await userEvent.click(screen.getByRole('checkbox', { name: 'Logs' }));
  expect(screen.getByRole('alert')).toHaveTextContent('No signal');
});

it('limits one query', async () => {
  const { query } = show({ value: 'x' });
  fill(screen.getByLabelText(/Most log lines/), '50');
  fill(screen.getByLabelText(/Padding/), '5');
  expect(query()).toMatchObject({ limits: { lines: 50 }, paddingSeconds: 5 });
});

it('shows a query of a newer version as such', () => {
  show(JSON.parse('{"version":7}'));
  expect(screen.getByRole('alert')).toHaveTextContent('newer version');
});
