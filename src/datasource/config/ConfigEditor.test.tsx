import React, { useState, type ReactElement } from 'react';
import { fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { DataSourceSettings } from '@grafana/data';
import { setDataSourceSrv } from '@grafana/runtime';
import type { StoredSettings } from '../settings';
import { instanceOf } from '../testing/fakeSources';
import { setLayout } from '../testing/setLayout';
import { ConfigEditor } from './ConfigEditor';

type Options = DataSourceSettings<StoredSettings>;

const known = [instanceOf('tempo', 'tempo'), instanceOf('loki', 'loki'), instanceOf('prom', 'prometheus')];

jest.setTimeout(30_000);
beforeAll(setLayout);

function fill(field: HTMLElement, value: string): void {
  fireEvent.change(field, { target: { value } });
}

beforeEach(() => {
  setDataSourceSrv({
    get: () => Promise.reject(new Error('not used')),
    getList: ({ pluginId } = {}) => known.filter(({ type }) => type === pluginId),
    getInstanceSettings: (ref) => known.find(({ uid }) => uid === ref),
    reload: () => Promise.resolve(),
    registerRuntimeDataSource: () => undefined,
  });
});

function options(jsonData: StoredSettings): Options {
  const { uid, type, name } = instanceOf('clew', 'clew-correlation-datasource');
  return {
    id: 1,
    uid,
    type,
    name,
    jsonData,
    orgId: 1,
    typeName: name,
    typeLogoUrl: '',
    access: 'proxy',
    url: '',
    user: '',
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- required by the type
    database: '',
    basicAuth: false,
    basicAuthUser: '',
    isDefault: false,
    secureJsonFields: {},
    readOnly: false,
    withCredentials: false,
  };
}

/** The editor as Grafana holds it: what it reports comes back as its options. */
function show(jsonData: StoredSettings): { readonly stored: () => StoredSettings } {
  let latest = jsonData;
  function Host(): ReactElement {
    const [current, setCurrent] = useState(options(jsonData));
    latest = current.jsonData;
    return <ConfigEditor options={current} onOptionsChange={(next) => setCurrent(next)} />;
  }
  render(<Host />);
  return { stored: () => latest };
}

/** Chooses what a list offers first, by keyboard. (jsdom has no layout, so that the list itself is not drawn.) */
async function chooseFirst(name: RegExp | string): Promise<void> {
  screen.getByRole('combobox', { name }).focus();
  await userEvent.keyboard('{ArrowDown}{ArrowDown}{Enter}');
}

describe('linked data sources', () => {
  it.each([
    [/^Traces.*search/, { traces: [{ uid: 'tempo' }] }],
    [/^Logs/, { logs: [{ uid: 'loki' }] }],
    [/^Metrics/, { metrics: [{ uid: 'prom' }] }],
  ])('offers sources of the kind that %s asks for, and stores what is chosen', async (name, expected) => {
    const { stored } = show({});
    await chooseFirst(name);
    expect(stored()).toMatchObject({ version: 1, ...expected });
  });

  it('asks for the streams of each log source, and says when they are not a selector', async () => {
    const { stored } = show({ version: 1, logs: [{ uid: 'loki' }] });
    const field = screen.getByLabelText(/Streams of My loki/);
    fill(field, 'app');
    expect(screen.getByText(/stands in braces/)).toBeInTheDocument();
    fill(field, '');
    fill(field, '{app="x"}');
    expect(stored().logs).toEqual([{ uid: 'loki', selector: '{app="x"}' }]);
  });

  it('names a linked source that is gone', () => {
    show({ version: 1, metrics: [{ uid: 'lost' }] });
    expect(screen.getByText(/not visible to you: lost/)).toBeInTheDocument();
  });
});

describe('keys', () => {
  it('shows the presets, and edits a copy of one', async () => {
    const { stored } = show({});
    await userEvent.click(screen.getByRole('button', { name: 'Edit Order ID' }));
    const attributes = screen.getByLabelText(/Span attributes/);
    fill(attributes, '');
    fill(attributes, 'span.shop.order');
    await userEvent.click(screen.getByRole('button', { name: 'Save key' }));
    expect(stored().keys).toMatchObject([{ name: 'order_id', spanAttributes: ['span.shop.order'] }]);
    await userEvent.click(screen.getByRole('button', { name: 'Reset Order ID to its preset' }));
    expect(stored().keys).toEqual([]);
  });

  it('stores a new key only when it is valid, and says what is wrong', async () => {
    const { stored } = show({});
    await userEvent.click(screen.getByRole('button', { name: 'Add key' }));
    const save = screen.getByRole('button', { name: 'Save key' });
    expect(save).toBeDisabled();
    fill(screen.getByLabelText(/^Name(?!space| of)/), 'trace');
    expect(screen.getByText('This name is built in')).toBeInTheDocument();
    fill(screen.getByLabelText(/^Name(?!space| of)/), 'traceparent');
    fill(screen.getByLabelText(/Span attributes/), 'tenant');
    expect(screen.getByText(/start with span\./)).toBeInTheDocument();
    fill(screen.getByLabelText(/Span attributes/), '');
    expect(screen.getByText(/at least one place/)).toBeInTheDocument();
    fill(screen.getByLabelText('Name of place 1'), 'trace.parent');
    await userEvent.click(save);
    expect(stored().keys).toMatchObject([{ name: 'traceparent', logPlaces: [{ kind: 'json', path: 'trace.parent' }] }]);
  });

  it('says what is wrong with a regular expression', async () => {
    show({});
    await userEvent.click(screen.getByRole('button', { name: 'Add key' }));
    const kind = screen.getByRole('combobox', { name: 'Kind of place 1' });
    await userEvent.click(kind);
    fill(kind, 'Regular');
    await userEvent.keyboard('{ArrowDown}{Enter}');
    fill(screen.getByLabelText('Name of place 1'), 'id=\\S+');
    expect(screen.getByText(/exactly one must hold the ID/)).toBeInTheDocument();
  });

  it('can be reached by keyboard alone', async () => {
    show({});
    const add = screen.getByRole('button', { name: 'Add key' });
    add.focus();
    await userEvent.keyboard('{Enter}');
    expect(screen.getByLabelText(/^Name(?!space| of)/)).toBeInTheDocument();
  });
});

describe('limits', () => {
  it('stores valid numbers, keeps others in the field with the reason, and a cleared field is the default', async () => {
    const { stored } = show({});
    const lines = screen.getByLabelText(/^Log lines/);
    fill(lines, '500');
    expect(stored().limits?.lines).toBe(500);
    fill(lines, '');
    expect(stored().limits?.lines).toBe(2000);
    fill(screen.getByLabelText(/^Requests at once/), '9');
    expect(screen.getByText('A whole number from 1 to 4')).toBeInTheDocument();
    expect(stored().maxConcurrent).toBeUndefined();
  });

  it('reads widening as steps, and "never" as none', async () => {
    const { stored } = show({});
    const widening = screen.getByLabelText(/^Window widening/);
    fill(widening, '60, 600');
    expect(stored().widening).toEqual([60, 600]);
    fill(widening, '');
    fill(widening, 'never');
    expect(stored().widening).toEqual([]);
  });
});

it('shows settings of a newer version as such and does not touch them', async () => {
  show(JSON.parse('{"version":9}'));
  const alert = await waitFor(() => screen.getByRole('alert'));
  expect(within(alert).getByText(/newer version/)).toBeInTheDocument();
});
