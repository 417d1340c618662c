import React, { useState, type ReactElement } from 'react';
import { fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { CoreApp } from '@grafana/data';
import { AnnotationEditor } from '../annotations/AnnotationEditor';
import { DEFAULT_QUERIES, type ClewQuery, VIEWS } from '../query';
import { setBench } from '../testing/fakeSources';
import { setLayout } from '../testing/setLayout';
import type { ClewVariableQuery } from '../variables/query';
import { VariableEditor } from '../variables/VariableEditor';
import { QueryEditor } from './QueryEditor';
import { QueryEditorHelp } from './QueryEditorHelp';

jest.setTimeout(60_000);
beforeAll(setLayout);

interface Shown {
  readonly query: () => ClewQuery;
  readonly runs: () => number;
}

function show(initial: ClewQuery, app: CoreApp = CoreApp.Dashboard, Editor: typeof QueryEditor = QueryEditor): Shown {
  const datasource = setBench().clew();
  let latest = initial;
  let runs = 0;
  function Host(): ReactElement {
    const [query, setQuery] = useState(initial);
    latest = query;
    const run = (): void => {
      runs += 1;
    };
    return <Editor query={query} datasource={datasource} app={app} onChange={setQuery} onRunQuery={run} />;
  }
  render(<Host />);
  return { query: () => latest, runs: () => runs };
}

const services: ClewQuery = { ...DEFAULT_QUERIES.services, refId: 'A' };
const traces: ClewQuery = { ...DEFAULT_QUERIES.traces, refId: 'A' };

async function choose(name: string, text: string): Promise<void> {
  const list = screen.getByRole('combobox', { name });
  await userEvent.click(list);
  fireEvent.change(list, { target: { value: text } });
  await userEvent.keyboard('{Enter}');
}

it('changes the view, and keeps what both have', async () => {
  const filters = [{ key: 'a', operator: '=' as const, value: 'b' }];
  const { query } = show({ ...DEFAULT_QUERIES.correlate, refId: 'B', value: 'x', scope: { cluster: 'eu' }, filters });
  await userEvent.click(screen.getByRole('radio', { name: 'Services' }));
  expect(query()).toEqual({
    ...DEFAULT_QUERIES.services,
    refId: 'B',
    hide: undefined,
    datasource: undefined,
    scope: { cluster: 'eu' },
    filters,
  });
});

describe('services', () => {
  it('are chosen by breakdown, signals and a baseline', async () => {
    const { query } = show(services);
    await userEvent.click(screen.getByRole('radio', { name: 'Edge' }));
    await userEvent.click(screen.getByRole('checkbox', { name: 'Saturation' }));
    await choose('Compare with', 'The same time');
    fireEvent.change(screen.getByLabelText('Hours earlier'), { target: { value: '168' } });
    expect(query()).toMatchObject({
      breakdown: 'edge',
      signals: ['traffic', 'errors', 'latency'],
      baseline: { kind: 'shifted', seconds: 604_800 },
    });
  });

  it('say that a signal is missing', async () => {
    show({ ...DEFAULT_QUERIES.services, refId: 'A', signals: ['errors'] });
    await userEvent.click(screen.getByRole('checkbox', { name: 'Errors' }));
    expect(screen.getByRole('alert')).toHaveTextContent('No signal');
  });
});

describe('many traces', () => {
  it('are checked while they are written, and run by keyboard', async () => {
    const { query, runs } = show(traces);
    const field = screen.getByLabelText(/^Traces \(TraceQL\)/);
    fireEvent.change(field, { target: { value: '{ a = "b' } });
    expect(screen.getAllByRole('alert')[0]).toHaveTextContent('The string that starts at character 7 has no end');
    fireEvent.change(field, { target: { value: '{ a = "b" }' } });
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
    field.focus();
    await userEvent.keyboard('{Shift>}{Enter}{/Shift}');
    expect(query()).toMatchObject({ selection: '{ a = "b" }' });
    expect(runs()).toBe(1);
  });

  it('are sampled', async () => {
    const { query } = show({ ...DEFAULT_QUERIES.traces, refId: 'A', selection: '{ }' });
    await choose('Sample', 'Random');
    fireEvent.change(screen.getByLabelText('Traces'), { target: { value: '1001' } });
    fireEvent.change(screen.getByLabelText('Seed'), { target: { value: '3' } });
    await userEvent.click(screen.getByRole('switch', { name: 'Usual durations' }));
    expect(query()).toMatchObject({ sample: { kind: 'random', traces: 100, seed: 3 }, history: true });
  });
});

it('narrows by scope and filters, all by keyboard', async () => {
  const { query } = show(services);
  await choose('Environment', 'prod');
  screen.getByRole('button', { name: 'Filter' }).focus();
  await userEvent.keyboard('{Enter}');
  expect(screen.getByRole('alert')).toHaveTextContent('A filter has no name');
  await choose('Attribute or label 1', 'resource.x');
  await choose('Comparison 1', '!=');
  await choose('Value 1', 'y');
  expect(query()).toMatchObject({
    scope: { environment: 'prod' },
    filters: [{ key: 'resource.x', operator: '!=', value: 'y' }],
  });
  await userEvent.click(screen.getByRole('button', { name: 'Remove filter 1' }));
  expect(query().filters).toEqual([]);
});

it('says in an alert rule that it cannot work there, and what to do instead', () => {
  show(services, CoreApp.UnifiedAlerting);
  expect(screen.getByText(/Alert rules cannot ask/)).toBeInTheDocument();
  expect(screen.getByText(/Alert on the linked metric or log source/)).toBeInTheDocument();
});

it('an annotation layer asks for events whatever was stored', async () => {
  const { query } = show(services, CoreApp.Dashboard, AnnotationEditor);
  expect(screen.queryByRole('radio')).not.toBeInTheDocument();
  expect(screen.getByRole('alert')).toHaveTextContent('No service');
  await choose('Service', 'cart');
  await userEvent.click(screen.getByRole('checkbox', { name: 'Errors' }));
  expect(query()).toMatchObject({ view: 'events', service: 'cart', events: ['deploys'] });
});

it('examples of every view can be taken over', async () => {
  const taken: ClewQuery[] = [];
  render(
    <QueryEditorHelp
      datasource={setBench().clew()}
      query={services}
      onClickExample={(query) => {
        taken.push(query);
      }}
    />
  );
  for (const button of screen.getAllByRole('button')) {
    await userEvent.click(button);
  }
  expect(taken.map(({ view }) => view)).toEqual(VIEWS);
});

it('a variable is of recent IDs, services or operations', async () => {
  const datasource = setBench().clew();
  let latest: ClewVariableQuery | undefined;
  function Host(): ReactElement {
    const [query, setQuery] = useState<ClewVariableQuery>({
      refId: 'v',
      kind: 'ids',
      key: 'request_id',
      failedOnly: false,
      most: 50,
    });
    latest = query;
    return <VariableEditor query={query} datasource={datasource} onChange={setQuery} onRunQuery={() => undefined} />;
  }
  render(<Host />);
  await userEvent.click(screen.getByRole('checkbox', { name: 'Failed requests only' }));
  await choose('Key', 'Order ID');
  expect(latest).toMatchObject({ kind: 'ids', key: 'order_id', failedOnly: true });
  await choose('Values', 'Operations');
  await choose('Service', 'cart');
  expect(latest).toEqual({ refId: 'v', kind: 'operations', service: 'cart' });
});
