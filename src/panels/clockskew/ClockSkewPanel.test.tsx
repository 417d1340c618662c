import { LoadingState, toDataFrame } from '@grafana/data';
import { initPluginTranslations } from '@grafana/i18n';
import { configure, fireEvent, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { cluster, sixtyNodes, threeNodes } from './testing/fixture';
import { framesOf, panel } from './testing/panel';
import { migrateOptions } from './migrations';

beforeAll(async () => {
  await initPluginTranslations('clew-clockskew-panel');
  // jsdom lays nothing out and knows no pointers.
  Object.defineProperty(HTMLElement.prototype, 'clientHeight', { configurable: true, value: 300 });
  Object.defineProperty(HTMLElement.prototype, 'clientWidth', { configurable: true, value: 600 });
  Object.defineProperty(window, 'PointerEvent', { configurable: true, value: MouseEvent });
  const context: object = new Proxy({}, { get: () => () => undefined, set: () => true });
  Object.defineProperty(HTMLCanvasElement.prototype, 'getContext', { configurable: true, value: () => context });
  const observer = { observe: () => undefined, unobserve: () => undefined, disconnect: () => undefined };
  Object.defineProperty(window, 'ResizeObserver', { configurable: true, value: jest.fn(() => observer) });
  configure({ defaultHidden: true });
});

const three = () => framesOf(threeNodes(60));

it('says which clock is wrong, by how much, and what to do', () => {
  render(panel({ frames: three() }));
  expect(screen.getByTestId('clew-summary')).toHaveTextContent(
    /node-c was set by 400 ms.*node-b is ahead by at least 3[34]\d ms/
  );
  const clocks = screen.getByTestId('clew-clocks');
  const row = within(clocks).getByRole('row', { name: /node-b/ });
  expect(row).toHaveTextContent(/\+340 ms ±.*beyond the threshold.*Check time synchronization/);
  expect(within(clocks).getByRole('row', { name: /node-a/ })).toHaveTextContent(/reference.*fine/);
});

it('tells by keys what the heatmap shows', () => {
  render(panel({ frames: three() }));
  const heatmap = screen.getByTestId('clew-pairs');
  const live = () => screen.getByTestId('clew-pairs-live').textContent;
  fireEvent.keyDown(heatmap, { key: 'ArrowRight' });
  expect(live()).toMatch(/against node-a.*Offset.*Interval.*Method: Bounds of the requests.*Requests: 60.*Drift/);
  fireEvent.keyDown(heatmap, { key: 'Home' });
  expect(live()).toMatch(/node-a.*the clock itself/);
  fireEvent.keyDown(heatmap, { key: 'End' });
  expect(live()).toMatch(/node-b against node-a Offset: \+340 ms/);
  fireEvent.keyDown(heatmap, { key: 'Escape' });
  expect(live()).toBe('');
});

it('tells by keys how a clock went', () => {
  render(panel({ frames: three() }));
  const chart = screen.getByTestId('clew-time');
  const live = () => screen.getByTestId('clew-time-live').textContent;
  fireEvent.keyDown(chart, { key: 'ArrowDown' });
  fireEvent.keyDown(chart, { key: 'Home' });
  const first = live();
  expect(first).toMatch(/node-c Time: .*Offset: .*Known: by requests/);
  fireEvent.keyDown(chart, { key: 'End' });
  expect(live()).toMatch(/Offset: −37\d/);
  expect(live()).not.toBe(first);
});

it('says the same in tables', async () => {
  render(panel({ frames: three() }));
  await userEvent.click(screen.getByRole('radio', { name: 'Table' }));
  const pairs = within(screen.getByTestId('clew-pair-table')).getAllByRole('row');
  expect(pairs).toHaveLength(5);
  expect(screen.getByTestId('clew-time-table')).toHaveTextContent(/node-c.*set by −400 ms at/);
});

it('lists what is out of order in words, the largest first', () => {
  render(panel({ frames: three() }));
  const rows = within(screen.getByTestId('clew-violations')).getAllByRole('row');
  expect(rows[1]).toHaveTextContent(/ms.*(Child|Answer).*on-node-. on node-. → on-node-. on node-.*(yes|possible)/);
  expect(screen.getByRole('button', { name: 'Show more' })).toBeInTheDocument();
});

it('judges by the thresholds and the reference of the options', () => {
  const { rerender } = render(panel({ frames: three(), options: { nodeThreshold: 1000 } }));
  expect(screen.getByTestId('clew-summary')).toHaveTextContent('No clock of 3 is known to be beyond the threshold');
  rerender(panel({ frames: three(), options: { reference: 'node-b' } }));
  expect(screen.getByTestId('clew-summary')).toHaveTextContent(/node-a is behind by at least 3[34]\d ms/);
});

it('names nodes by the attribute that was chosen', () => {
  render(panel({ frames: three(), options: { nodeKeys: ['service.name'] } }));
  expect(screen.getByTestId('clew-summary')).toHaveTextContent('on-node-b is ahead');
  expect(screen.getByTestId('clew-footer')).toHaveTextContent('3 nodes');
});

it('estimates sixty nodes', () => {
  render(panel({ frames: framesOf(sixtyNodes(6)) }));
  expect(screen.getByTestId('clew-footer')).toHaveTextContent('60 nodes');
});

it('names a time zone in the stamps of log lines', () => {
  const frames = framesOf(threeNodes(30));
  const spanIds = frames.map((frame) => frame.fields.find(({ name }) => name === 'spanID')?.values[0]);
  const traceIds = frames.map((frame) => frame.fields.find(({ name }) => name === 'traceID')?.values[0]);
  const starts = frames.map((frame) => Number(frame.fields.find(({ name }) => name === 'startTime')?.values[0]));
  const logs = toDataFrame({
    refId: 'L',
    meta: { type: 'log-lines', typeVersion: [0, 0] },
    fields: [
      { name: 'timestamp', type: 'time', values: starts.map((start) => start + 2 * 3_600_000 + 5) },
      { name: 'body', type: 'string', values: starts.map(() => 'one line') },
      {
        name: 'labels',
        type: 'other',
        values: traceIds.map((traceId, at) => ({
          service_name: 'on-node-a',
          trace_id: traceId,
          span_id: spanIds[at],
        })),
      },
    ],
  });
  render(panel({ frames: [...frames, logs] }));
  expect(screen.getByTestId('clew-clocks')).toHaveTextContent(/Log lines of on-node-a.*a time zone: \+2 h.*local time/);
});

describe('nothing to show', () => {
  it('is said with what is known', () => {
    render(panel({}));
    expect(screen.getByTestId('clew-state empty')).toHaveTextContent('No trace was found');
  });

  it('when all stays on one node', () => {
    render(panel({ frames: framesOf(cluster({ clocks: {}, calls: ['one>one'], traces: 3 })) }));
    expect(screen.getByTestId('clew-state empty')).toHaveTextContent(/only one clock|No request/);
  });

  it('when no attribute names the nodes', () => {
    render(panel({ frames: three(), options: { nodeKeys: ['nowhere'] } }));
    expect(screen.getByTestId('clew-state empty')).toHaveTextContent(
      /No attribute names the nodes.*240 requests run on a node.*Choose the attribute/
    );
  });

  it('when the source failed, refused, or is asked still', () => {
    const { rerender } = render(panel({ state: LoadingState.Error, errors: [{ message: 'no route to host' }] }));
    expect(screen.getByTestId('clew-state failed')).toHaveTextContent('no route to host');
    rerender(panel({ state: LoadingState.Error, errors: [{ message: 'no', status: 403 }] }));
    expect(screen.getByTestId('clew-state forbidden')).toBeInTheDocument();
    rerender(panel({ state: LoadingState.Loading }));
    expect(screen.getByTestId('clew-state loading')).toBeInTheDocument();
  });

  it('when the frames hold something else', () => {
    const frame = toDataFrame({ refId: 'A', fields: [{ name: 'n', type: 'number', values: [1] }] });
    render(panel({ frames: [frame] }));
    expect(screen.getByTestId('clew-state unreadable')).toHaveTextContent('A (n)');
  });
});

it('shows one part where there is little room, and the part alone where there is less', async () => {
  const { rerender } = render(panel({ frames: three(), width: 480, height: 300 }));
  expect(screen.getByTestId('clew-pairs')).toBeInTheDocument();
  expect(screen.queryByTestId('clew-clocks')).not.toBeInTheDocument();
  await userEvent.click(screen.getByRole('radio', { name: 'Clocks' }));
  expect(screen.getByTestId('clew-clocks')).toBeInTheDocument();
  rerender(panel({ frames: three(), width: 220, height: 120 }));
  expect(screen.queryByRole('toolbar')).not.toBeInTheDocument();
});

it('keeps options of a newer version as they are', () => {
  expect(migrateOptions({ version: 99, reference: 'x' })).toEqual({ version: 99, reference: 'x' });
  expect(migrateOptions({ reference: 'x' })).toEqual({ version: 1, reference: 'x' });
});
