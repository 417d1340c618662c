import { type DataFrame, LoadingState, toDataFrame } from '@grafana/data';
import { initPluginTranslations } from '@grafana/i18n';
import { act, configure, fireEvent, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { CHECKOUT } from './testing/fixture';
import { framesOf, panel } from './testing/panel';

beforeAll(async () => {
  await initPluginTranslations('clew-criticalpath-panel');
  // jsdom lays nothing out, knows no pointers, and does not scroll.
  Object.defineProperty(HTMLElement.prototype, 'clientHeight', { configurable: true, value: 400 });
  Object.defineProperty(HTMLElement.prototype, 'clientWidth', { configurable: true, value: 1000 });
  Object.defineProperty(window, 'PointerEvent', { configurable: true, value: MouseEvent });
  // No canvas either: everything can be called, and every text is some pixels wide.
  const context: object = new Proxy(
    { measureText: (text: string) => ({ width: text.length * 6 }) },
    { get: (target, name) => Reflect.get(target, name) ?? (() => undefined), set: () => true }
  );
  Object.defineProperty(HTMLCanvasElement.prototype, 'getContext', { configurable: true, value: () => context });
  const observer = { observe: () => undefined, unobserve: () => undefined, disconnect: () => undefined };
  Object.defineProperty(window, 'ResizeObserver', { configurable: true, value: jest.fn(() => observer) });
  configure({ defaultHidden: true });
});

const grid = () => screen.getByRole('treegrid');
const live = () => screen.getByTestId('clew-live').textContent;
const rows = () => within(grid()).getAllByRole('row');

/** Twenty requests, of which two are slow. */
const requests = (): DataFrame[] =>
  framesOf(
    ...Array.from({ length: 20 }, (_, at) => {
      const score = at < 18 ? 10 + at : 900 + at;
      return `frontend/checkout [0-${100 + score}]\n  payment/charge [30-${90 + score}]\n    fraud/score [40-${40 + score}]`;
    })
  );

/** With a link on every span ID, as Grafana hands it to a panel. */
const linked = (frame: DataFrame): DataFrame => ({
  ...frame,
  fields: frame.fields.map((field) =>
    field.name === 'spanID'
      ? {
          ...field,
          getLinks: ({ valueRowIndex = 0 }) => [
            { title: `Logs of ${field.values[valueRowIndex]}`, href: '/logs', target: undefined, origin: field },
          ],
        }
      : field
  ),
});

describe('one trace', () => {
  it('says where the time went, draws the path, and ranks the operations', () => {
    render(panel({ frames: framesOf(CHECKOUT) }));
    expect(screen.getByTestId('clew-summary')).toHaveTextContent('checkout · 1 s · 7 spans, 6 on the path');
    expect(
      within(screen.getByTestId('clew-strip')).getByRole('button', { name: /^payment \(waiting\) · 72 %/ })
    ).toBeVisible();
    expect(rows()).toHaveLength(7);
    const ranked = within(screen.getByTestId('clew-operations')).getAllByRole('row');
    expect(ranked[1]).toHaveTextContent(/score.*700 ms.*70 %.*560 ms.*−140 ms/);
    expect(screen.getByTestId('clew-footer')).toHaveTextContent('Rule: last-finishing child · 7 spans on one root');
  });

  it('names the failure that came first, and opens it', async () => {
    render(panel({ frames: framesOf(CHECKOUT) }));
    await userEvent.click(screen.getByRole('button', { name: 'payment score' }));
    const details = screen.getByTestId('clew-details');
    expect(details).toHaveTextContent('On the path700 ms (70 %)');
    expect(details).toHaveTextContent('Drag');
    await userEvent.keyboard('{Escape}');
    expect(screen.queryByTestId('clew-details')).not.toBeInTheDocument();
  });

  it('is walked, folded and opened by keys', () => {
    render(panel({ frames: framesOf(CHECKOUT) }));
    const press = (key: string) => fireEvent.keyDown(grid(), { key });
    press('ArrowDown');
    expect(live()).toMatch(/^frontend, checkout, 1 s, /);
    press('ArrowDown');
    expect(live()).toMatch(/^cart, read/);
    press('ArrowLeft');
    expect(rows()).toHaveLength(6);
    press('ArrowRight');
    expect(rows()).toHaveLength(7);
    press('ArrowLeft');
    press('ArrowLeft');
    expect(live()).toMatch(/^frontend, checkout/);
    press('e');
    expect(live()).toMatch(/charge.*failed$/);
    press('p');
    expect(live()).toMatch(/score.*on the path/);
    press('End');
    expect(live()).toMatch(/^mail, send, 20 ms, not on the path/);
    press('Enter');
    expect(screen.getByTestId('clew-details')).toHaveTextContent('On the pathno');
  });

  it('zooms by keys, and shows everything again', async () => {
    render(panel({ frames: framesOf(CHECKOUT) }));
    const axis = () => screen.getByTestId('clew-axis').textContent;
    const whole = axis();
    fireEvent.keyDown(grid(), { key: '+' });
    expect(axis()).not.toBe(whole);
    await userEvent.click(screen.getByRole('button', { name: 'Show everything' }));
    expect(axis()).toBe(whole);
  });

  it('shows only the path, and the same as a table', async () => {
    render(panel({ frames: framesOf(CHECKOUT), options: { spans: 'path' } }));
    expect(rows()).toHaveLength(6);
    await userEvent.click(screen.getByRole('radio', { name: 'Table' }));
    await userEvent.click(screen.getByRole('radio', { name: 'All spans' }));
    const table = screen.getByRole('grid', { name: 'Spans of the trace' });
    expect(within(table).getAllByRole('row')).toHaveLength(8);
    expect(within(table).getByText('send').closest('[role="row"]')).toHaveTextContent(/mailsend\+0.400 s20 ms/);
    fireEvent.keyDown(table, { key: 'End' });
    fireEvent.keyDown(table, { key: 'Enter' });
    expect(screen.getByTestId('clew-details')).toHaveTextContent('Slack');
  });

  it('has the data links of the source', async () => {
    render(panel({ frames: framesOf(CHECKOUT).map(linked) }));
    await userEvent.click(screen.getByRole('button', { name: 'payment score' }));
    expect(screen.getByRole('link', { name: 'Logs of p3' })).toHaveAttribute('href', '/logs');
  });

  it('has the data links of every operation: those of its span that cost most, by keys too', async () => {
    const text = 'a/root [0-100]\n  a/call [0-10] #c1\n  a/call [10-90] #c2';
    render(panel({ frames: framesOf(text).map(linked) }));
    const table = within(screen.getByTestId('clew-operations'));
    const [, row] = table.getAllByRole('row');
    act(() => row?.focus());
    await userEvent.keyboard('{ArrowRight}{Enter}');
    expect(screen.getByRole('menuitem', { name: 'Logs of c2' })).toHaveAttribute('href', '/logs');
    await userEvent.keyboard('{Escape}');
    expect(table.getByRole('button', { name: 'Links of a call' })).toHaveFocus();
    await userEvent.keyboard('{ArrowLeft}');
    expect(row).toHaveFocus();
  });

  it('marks bottlenecks from the share that was set', () => {
    const { rerender } = render(panel({ frames: framesOf(CHECKOUT) }));
    const marked = () => within(screen.getByTestId('clew-operations')).queryAllByText('A bottleneck').length;
    expect(marked()).toBe(1);
    rerender(panel({ frames: framesOf(CHECKOUT), options: { bottleneckShare: 75 } }));
    expect(marked()).toBe(0);
  });

  it('says what was odd about the trace', () => {
    render(panel({ frames: framesOf('a/x [0-100]\n  a/late [50-150]\n  a/lost [20-30] ^gone') }));
    expect(screen.getByTestId('clew-footer')).toHaveTextContent(/one orphan taken for a root/);
    expect(screen.getByTestId('clew-footer')).toHaveTextContent(/one span clipped to its parent/);
  });

  it('keeps what the reader did when it is refreshed', () => {
    const { rerender } = render(panel({ frames: framesOf(CHECKOUT) }));
    fireEvent.keyDown(grid(), { key: 'ArrowDown' });
    fireEvent.keyDown(grid(), { key: 'ArrowLeft' });
    expect(rows()).toHaveLength(1);
    rerender(panel({ frames: framesOf(CHECKOUT) }));
    expect(rows()).toHaveLength(1);
  });

  it('shows fewer parts where there is less room', () => {
    const { rerender } = render(panel({ frames: framesOf(CHECKOUT), width: 500 }));
    expect(screen.queryByTestId('clew-operations')).not.toBeInTheDocument();
    expect(screen.getByRole('radio', { name: 'Operations' })).toBeInTheDocument();
    rerender(panel({ frames: framesOf(CHECKOUT), width: 500, height: 100 }));
    expect(screen.queryByRole('treegrid')).not.toBeInTheDocument();
    expect(screen.getByTestId('clew-strip')).toBeVisible();
  });
});

describe('a large trace', () => {
  it('is drawn in slices, and stays while it is refreshed', () => {
    jest.useFakeTimers();
    const large = `a/root [0-9000]\n${Array.from({ length: 2500 }, (_, at) => `  a/call [${at * 3}-${at * 3 + 2}]`).join('\n')}`;
    const { rerender } = render(panel({ frames: framesOf(large) }));
    expect(screen.queryByRole('treegrid')).not.toBeInTheDocument();
    for (let task = 0; task < 50; task += 1) {
      act(() => {
        jest.runOnlyPendingTimers();
      });
    }
    expect(grid()).toHaveAttribute('aria-rowcount', '2501');
    expect(screen.getByTestId('clew-operations')).toHaveTextContent('call');
    rerender(panel({ frames: framesOf(large), state: LoadingState.Loading }));
    expect(grid()).toHaveAttribute('aria-rowcount', '2501');
    jest.useRealTimers();
  });
});

describe('a trace of many operations', () => {
  it('says of which gains only a bound is known', () => {
    jest.useFakeTimers();
    const calls = Array.from({ length: 2400 }, (_, at) => `  a/call-${at % 96} [${at * 3}-${at * 3 + 2}]`);
    render(panel({ frames: framesOf(`a/root [0-9000]\n${calls.join('\n')}`) }));
    for (let task = 0; task < 100; task += 1) {
      act(() => {
        jest.runOnlyPendingTimers();
      });
    }
    const rows = within(screen.getByTestId('clew-operations')).getAllByRole('row');
    expect(rows[1]).not.toHaveTextContent('≤');
    expect(rows.at(-1)).toHaveTextContent(/≤ 50 ms≤ 10 ms/);
    expect(screen.getByTestId('clew-operations')).toHaveTextContent('≤: at most so much');
    jest.useRealTimers();
  });
});

describe('many traces', () => {
  it('name the operation that makes slow requests slow', () => {
    render(panel({ frames: requests() }));
    expect(screen.getByTestId('clew-summary')).toHaveTextContent(/^20 requests · P50 /);
    const slow = within(screen.getByTestId('clew-cohorts')).getAllByRole('row');
    expect(slow[1]).toHaveTextContent(/score.*fraud/);
    expect(screen.getByRole('treeitem', { name: /^fraud score/ })).toBeInTheDocument();
  });

  it('have the data links of every operation: those of the worst request', async () => {
    render(panel({ frames: requests().map(linked) }));
    await userEvent.click(
      within(screen.getByTestId('clew-cohorts')).getByRole('button', { name: 'Links of fraud score' })
    );
    expect(screen.getByRole('menuitem', { name: /^Logs of / })).toHaveAttribute('href', '/logs');
  });

  it('answer what if', () => {
    render(panel({ frames: requests() }));
    const box = screen.getByTestId('clew-what-if').parentElement;
    const before = box?.textContent;
    fireEvent.change(screen.getByRole('slider'), { target: { value: '100' } });
    expect(box?.textContent).not.toBe(before);
    expect(box).toHaveTextContent('100 % faster');
  });

  it('widen a call path by keys', () => {
    render(panel({ frames: requests() }));
    const tree = screen.getByRole('tree');
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'Enter']) {
      fireEvent.keyDown(tree, { key });
    }
    expect(screen.getByRole('button', { name: 'All requests' })).toBeVisible();
    fireEvent.keyDown(tree, { key: 'Escape' });
    expect(screen.queryByRole('button', { name: 'All requests' })).not.toBeInTheDocument();
  });

  it('lead to one request and back', async () => {
    render(panel({ frames: requests() }));
    const heatmap = screen.getByRole('application');
    fireEvent.keyDown(heatmap, { key: 'ArrowDown' });
    fireEvent.keyDown(heatmap, { key: 'End' });
    expect(screen.getByTestId('clew-heatmap-live')).toHaveTextContent(/Rank 20 of 20/);
    fireEvent.keyDown(heatmap, { key: 'Enter' });
    expect(grid()).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'All traces' }));
    expect(screen.getByTestId('clew-cohorts')).toBeInTheDocument();
  });

  it('are tables too', async () => {
    render(panel({ frames: requests() }));
    await userEvent.click(screen.getByRole('radio', { name: 'Table' }));
    expect(screen.queryByRole('tree')).not.toBeInTheDocument();
    const tables = screen.getAllByRole('table');
    expect(tables.length).toBeGreaterThanOrEqual(4);
    expect(tables[0]).toHaveTextContent(/frontend checkout.*100 %/);
  });

  it('may be shown one by one all the same, and one as many', () => {
    const { unmount } = render(panel({ frames: requests(), options: { mode: 'one' } }));
    expect(grid()).toBeInTheDocument();
    unmount();
    render(panel({ frames: framesOf(CHECKOUT), options: { mode: 'many' } }));
    expect(screen.getByTestId('clew-summary')).toHaveTextContent('one request');
  });
});

describe('without traces', () => {
  it.each([
    ['empty', {}],
    ['loading', { state: LoadingState.Loading }],
    ['failed', { state: LoadingState.Error, errors: [{ message: 'no such trace' }] }],
    ['forbidden', { state: LoadingState.Error, errors: [{ message: 'no', status: 403 }] }],
    ['unreadable', { frames: [toDataFrame({ refId: 'B', fields: [{ name: 'colour', values: ['red'] }] })] }],
  ])('the panel says that it is %s', (kind, draft) => {
    render(panel(draft));
    expect(screen.getByTestId(`clew-state ${kind}`)).toBeVisible();
  });
});
