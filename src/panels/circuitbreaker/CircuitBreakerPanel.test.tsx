import { LoadingState, toDataFrame } from '@grafana/data';
import { initPluginTranslations } from '@grafana/i18n';
import { configure, fireEvent, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { migrateOptions } from './migrations';
import { framesOf, seriesOf } from './testing/frames';
import { panel, START_MS } from './testing/panel';

beforeAll(async () => {
  await initPluginTranslations('clew-circuitbreaker-panel');
  // jsdom lays nothing out and knows no pointers.
  Object.defineProperty(HTMLElement.prototype, 'clientHeight', { configurable: true, value: 300 });
  Object.defineProperty(HTMLElement.prototype, 'clientWidth', { configurable: true, value: 900 });
  Object.defineProperty(window, 'PointerEvent', { configurable: true, value: MouseEvent });
  const context: object = new Proxy(
    {},
    { get: (_, name) => (name === 'measureText' ? () => ({ width: 10 }) : () => undefined), set: () => true }
  );
  Object.defineProperty(HTMLCanvasElement.prototype, 'getContext', { configurable: true, value: () => context });
  const observer = { observe: () => undefined, unobserve: () => undefined, disconnect: () => undefined };
  Object.defineProperty(window, 'ResizeObserver', { configurable: true, value: jest.fn(() => observer) });
  configure({ defaultHidden: true });
});

const SHOP = `
  measured payment>fraud     ------------####v###v-----####
  measured checkout>payment  ------------------------------
  inferred orders>inventory  ...------------##-------------
  shadow   auth>users        ---------####v####v-----------
`;

const shop = () => framesOf(SHOP);
const live = () => screen.getByTestId('clew-live').textContent;
const grid = () => screen.getByRole('grid');

it('says at a glance what is open, what is missing and what happened', () => {
  render(panel({ frames: shop() }));
  expect(screen.getByTestId('clew-summary')).toHaveTextContent(/1 open now.*1 missing.*\d+ changes/);
});

it('has a lane for each breaker, the troubled ones first', () => {
  render(panel({ frames: shop() }));
  const rows = within(grid()).getAllByRole('row');
  expect(rows.map((row) => within(row).getByRole('rowheader').textContent)).toEqual([
    expect.stringContaining('payment → fraud'),
    expect.stringContaining('orders → inventory'),
    expect.stringContaining('auth → users'),
    expect.stringContaining('checkout → payment'),
  ]);
  expect(rows[2]).toHaveTextContent('412 calls and 31 mins of waiting saved');
});

it('draws raw series of a library', () => {
  render(panel({ frames: seriesOf('payment', 'fraud', '-----####v----') }));
  expect(screen.getByTestId('clew-lanes')).toHaveAttribute('data-lanes', '1');
  expect(within(grid()).getByRole('row')).toHaveTextContent(/payment → fraud.*resilience4j/);
});

it('draws what a real Grafana answered: one lane of three series', () => {
  const file = path.join(__dirname, '../../../tests/contracts/grafana-12.4.0/prom-breaker-state.json');
  const { range, emissions } = JSON.parse(readFileSync(file, 'utf8'));
  render(panel({ frames: emissions.at(-1).data.map(toDataFrame), range }));
  expect(within(grid()).getAllByRole('row')).toHaveLength(1);
  fireEvent.keyDown(grid(), { key: 'ArrowDown' });
  expect(live()).toMatch(/^payment → fraud-detection: State open/);
  fireEvent.keyDown(grid(), { key: 'Home' });
  fireEvent.keyDown(grid(), { key: 'ArrowRight' });
  expect(live()).toMatch(/State closed, From .*09:40:15/);
  fireEvent.keyDown(grid(), { key: 'ArrowRight' });
  expect(live()).toMatch(/State open, From 2026-11-21 09:41:45.000, or up to 5 s before/);
});

it('tells by keys what the lanes show', () => {
  render(panel({ frames: shop() }));
  fireEvent.keyDown(grid(), { key: 'ArrowDown' });
  expect(live()).toMatch(/^payment → fraud: State open, From .*14:04:20.*Known measured \(resilience4j\)/);
  fireEvent.keyDown(grid(), { key: 'ArrowLeft' });
  expect(live()).toMatch(/State closed.*14:03:30/);
  fireEvent.keyDown(grid(), { key: 'ArrowDown' });
  fireEvent.keyDown(grid(), { key: 'Home' });
  expect(live()).toMatch(/^orders → inventory: State unknown.*unknown is not closed/);
  fireEvent.keyDown(grid(), { key: 'ArrowDown' });
  fireEvent.keyDown(grid(), { key: 'ArrowRight' });
  expect(live()).toMatch(/^auth → users: State would be open.*412 calls and 31 mins of waiting saved/);
});

it('opens the details of the state under the keyboard, and closes them', () => {
  render(panel({ frames: shop() }));
  fireEvent.keyDown(grid(), { key: 'ArrowDown' });
  fireEvent.keyDown(grid(), { key: 'Enter' });
  const details = screen.getByTestId('clew-details');
  expect(details).toHaveTextContent(/payment → fraud.*State.*open.*6 changes/);
  const around = within(details).getAllByRole('link', { name: /requests around/ })[0];
  expect(around?.getAttribute('href')).toContain('/a/clew-incident-app/investigate?service=payment&from=');
  fireEvent.click(within(details).getByRole('button', { name: /14:03:30.*half-open → .*closed/ }));
  expect(live()).toMatch(/State closed, From .*14:03:30/);
  fireEvent.keyDown(grid(), { key: 'Escape' });
  expect(screen.queryByTestId('clew-details')).not.toBeInTheDocument();
});

it('says the same in tables', async () => {
  render(panel({ frames: shop() }));
  await userEvent.click(screen.getByRole('radio', { name: 'Table' }));
  const rows = within(screen.getByTestId('clew-breakers')).getAllByRole('row');
  expect(rows).toHaveLength(5);
  expect(rows[1]).toHaveTextContent(/payment → fraud.*open.*open now/);
  const changes = within(screen.getByTestId('clew-changes')).getAllByRole('row');
  expect(changes[1]).toHaveTextContent(/14:04:20.*payment → fraud.*closed → .*open.*so far/);
});

it('shows the current states as tiles, and goes through them by keys', async () => {
  render(panel({ frames: shop(), options: { mode: 'tiles' } }));
  const tiles = within(screen.getByTestId('clew-tiles')).getAllByRole('button');
  expect(tiles.map((tile) => tile.textContent)).toEqual([
    expect.stringMatching(/payment → fraudopensince 14:04:20/),
    expect.stringMatching(/orders → inventoryclosed.*inferred/),
    expect.stringMatching(/auth → usersmissing: would have opened/),
    expect.stringMatching(/checkout → paymentclosedall the time/),
  ]);
  tiles[0]?.focus();
  await userEvent.keyboard('{ArrowRight}{Enter}');
  expect(screen.getByTestId('clew-details')).toHaveTextContent('orders → inventory');
});

it('leaves out what the author does not want', () => {
  const { rerender } = render(panel({ frames: shop(), options: { shadow: 'none', showInferred: false } }));
  expect(within(grid()).getAllByRole('row')).toHaveLength(2);
  rerender(panel({ frames: shop(), options: { sortBy: 'caller' } }));
  expect(within(grid()).getAllByRole('row')[0]).toHaveTextContent('auth → users');
});

it('reads a metric of the author’s own', () => {
  const frame = toDataFrame({
    refId: 'A',
    meta: { type: 'timeseries-multi' },
    fields: [
      { name: 'Time', type: 'time', values: [0, 1, 2, 3].map((at) => START_MS + at * 60_000) },
      { name: 'fuse', type: 'number', values: [0, 0, 7, 7], labels: { __name__: 'fuse', of: 'ledger', by: 'till' } },
    ],
  });
  const custom = {
    metric: 'fuse',
    stateLabel: '',
    states: ['0=closed', '7=open'],
    nameLabel: 'of',
    callerLabel: 'by',
    calleeLabel: '',
    calls: '',
    failed: '',
    rejected: '',
  };
  const { rerender } = render(panel({ frames: [frame], options: { custom } }));
  expect(within(grid()).getByRole('row')).toHaveTextContent(/till → ledger.*custom-fuse/);
  rerender(panel({ frames: [frame], options: { custom: { ...custom, states: ['0=shut'] } } }));
  expect(screen.getByTestId('clew-state empty')).toHaveTextContent(/fuse.*shut/);
});

it('keeps what came when another query failed', () => {
  render(panel({ frames: shop(), state: LoadingState.Error, errors: [{ refId: 'B', message: 'no route to host' }] }));
  expect(within(grid()).getAllByRole('row')).toHaveLength(4);
  expect(screen.getByTestId('clew-footer')).toHaveTextContent('B: no route to host');
});

it('makes a dragged stretch the time range of the dashboard', () => {
  const onChangeTimeRange = jest.fn();
  render(panel({ frames: shop(), onChangeTimeRange }));
  const plot = grid().querySelector('canvas')?.parentElement;
  if (plot === null || plot === undefined) {
    throw new Error('nothing is drawn');
  }
  // The plot is 630 pixels wide: 300 seconds.
  fireEvent.pointerDown(plot, { button: 0, clientX: 63, clientY: 10 });
  fireEvent.pointerMove(plot, { clientX: 126, clientY: 10 });
  fireEvent.pointerUp(plot, { clientX: 126, clientY: 10 });
  expect(onChangeTimeRange).toHaveBeenCalledWith({ from: START_MS + 30_000, to: START_MS + 60_000 });
});

describe('nothing to show', () => {
  it('is said with what to do', () => {
    render(panel({}));
    expect(screen.getByTestId('clew-state empty')).toHaveTextContent(
      /No circuit breaker was found.*resilience4j_circuitbreaker_state/
    );
  });

  it('names the metrics that are no breaker’s', () => {
    const frame = toDataFrame({
      refId: 'A',
      meta: { type: 'timeseries-multi' },
      fields: [
        { name: 'Time', type: 'time', values: [START_MS] },
        { name: 'up', type: 'number', values: [1], labels: { __name__: 'up' } },
      ],
    });
    render(panel({ frames: [frame] }));
    expect(screen.getByTestId('clew-state empty')).toHaveTextContent(/no known library’s breakers write: up/);
  });

  it('when the source failed, refused, or is asked still', () => {
    const { rerender } = render(panel({ state: LoadingState.Error, errors: [{ message: 'no route to host' }] }));
    expect(screen.getByTestId('clew-state failed')).toHaveTextContent('no route to host');
    rerender(panel({ state: LoadingState.Error, errors: [{ message: 'no', status: 403 }] }));
    expect(screen.getByTestId('clew-state forbidden')).toBeInTheDocument();
    rerender(panel({ state: LoadingState.Loading }));
    expect(screen.getByTestId('clew-state loading')).toBeInTheDocument();
  });

  it('when frames of ours are of another version', () => {
    const [frame] = shop();
    const meta = { ...frame?.meta, custom: { clew: { kind: 'breaker-states', version: 99 } } };
    render(panel({ frames: frame ? [{ ...frame, meta }] : [] }));
    expect(screen.getByTestId('clew-state unreadable')).toHaveTextContent(/99/);
  });
});

it('has no room for more than the breakers in a small panel', () => {
  render(panel({ frames: shop(), width: 220, height: 120 }));
  expect(screen.queryByRole('toolbar')).not.toBeInTheDocument();
  expect(within(grid()).getAllByRole('row')).not.toHaveLength(0);
});

it('keeps options of a newer version as they are', () => {
  expect(migrateOptions({ version: 99, mode: 'tiles' })).toEqual({ version: 99, mode: 'tiles' });
  expect(migrateOptions({ mode: 'tiles' })).toEqual({ version: 1, mode: 'tiles' });
});
