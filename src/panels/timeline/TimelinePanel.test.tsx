import { DataHoverClearEvent, DataHoverEvent, EventBusSrv, LoadingState, toDataFrame } from '@grafana/data';
import { initPluginTranslations } from '@grafana/i18n';
import { act, configure, fireEvent, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { epochMsAt } from '../../../pkg/testkit';
import { reportLine } from './testing/fixture';
import { checkoutFrames, panel } from './testing/panel';

beforeAll(async () => {
  await initPluginTranslations('clew-timeline-panel');
  // jsdom lays nothing out; the list shows as many rows as its element is high.
  Object.defineProperty(HTMLElement.prototype, 'clientHeight', { configurable: true, value: 600 });
  Object.defineProperty(HTMLElement.prototype, 'clientWidth', { configurable: true, value: 1000 });
  // It knows no pointers and does not scroll either; and whether something can be seen is not worth what asking costs.
  Object.defineProperty(window, 'PointerEvent', { configurable: true, value: MouseEvent });
  Object.defineProperty(HTMLElement.prototype, 'scrollBy', { configurable: true, value: () => undefined });
  const observer = { observe: () => undefined, unobserve: () => undefined, disconnect: () => undefined };
  Object.defineProperty(window, 'ResizeObserver', { configurable: true, value: jest.fn(() => observer) });
  configure({ defaultHidden: true });
});

const plot = () => screen.getByRole('application');
const live = () => screen.getByTestId('clew-live').textContent;
const axis = () => screen.getByTestId('clew-axis').textContent;
const done = [reportLine({ signal: 'traces' }), reportLine({ signal: 'logs' }), reportLine({ signal: 'metrics' })];

describe('lanes', () => {
  it('say what was found, and name every service', () => {
    render(panel({ frames: checkoutFrames(done), id: 'req_1' }));
    expect(screen.getByTestId('clew-summary')).toHaveTextContent(
      'req_1 · 2 spans · 2 lines · one service with metrics'
    );
    expect(screen.getByRole('button', { name: 'frontend: 1 spans, 1 lines, 1 errors' })).toBeVisible();
    expect(within(screen.getByTestId('clew-lane frontend')).getByText('p99 200 ms → 900 ms')).toBeInTheDocument();
    expect(within(screen.getByTestId('clew-lane payment')).getByText('no metrics found')).toBeInTheDocument();
    expect(screen.getByText(/First failure: payment: charge/)).toBeInTheDocument();
    expect(axis()).toContain('+0.4 s');
    expect(axis()).toContain('09:40:00.400');
  });

  it('work on plain frames of Tempo and Loki side by side', () => {
    const trace = toDataFrame({
      refId: 'A',
      fields: [
        { name: 'traceID', values: ['ab12'] },
        { name: 'spanID', values: ['01'.repeat(8)] },
        { name: 'parentSpanID', values: [''] },
        { name: 'operationName', values: ['GET /'] },
        { name: 'serviceName', values: ['web'] },
        { name: 'startTime', values: [epochMsAt(0)], type: 'number' },
        { name: 'duration', values: [120] },
      ],
    });
    const logs = toDataFrame({
      refId: 'B',
      fields: [
        { name: 'labels', type: 'other', values: [{ service_name: 'web', level: 'error', trace_id: 'ab12' }] },
        { name: 'Time', type: 'time', values: [epochMsAt(60)] },
        { name: 'Line', type: 'string', values: ['it broke'] },
        { name: 'tsNs', type: 'string', values: [`${epochMsAt(60)}000000`] },
        { name: 'id', type: 'string', values: ['x'] },
      ],
    });
    render(panel({ frames: [trace, logs] }));
    expect(screen.getByTestId('clew-summary')).toHaveTextContent('one span · one line');
    expect(screen.queryByText('no metrics found')).not.toBeInTheDocument();
  });

  it('fold and unfold', async () => {
    render(panel({ frames: checkoutFrames(done) }));
    const name = screen.getByRole('button', { name: /^frontend/ });
    await userEvent.click(name);
    expect(screen.getByRole('button', { name: /^frontend/ })).toHaveAttribute('aria-expanded', 'false');
    expect(screen.queryByText('p99 200 ms → 900 ms')).not.toBeInTheDocument();
  });
});

describe('keyboard', () => {
  it('walks through the items, describes each, opens and closes details', async () => {
    render(panel({ frames: checkoutFrames(done) }));
    plot().focus();
    await userEvent.keyboard('{ArrowDown}');
    expect(live()).toBe('Span, frontend, +0.000 s, 1 s, error, checkout');
    await userEvent.keyboard('{ArrowDown}');
    expect(live()).toBe('Log line, frontend, +0.010 s, info, order taken');
    await userEvent.keyboard('{End}');
    expect(live()).toBe('Log line, payment, +0.880 s, error, card declined');
    await userEvent.keyboard('e');
    expect(live()).toContain('checkout');
    await userEvent.keyboard('{Enter}');
    const details = screen.getByRole('dialog');
    expect(details).toHaveAccessibleName('Span: checkout');
    expect(details).toHaveFocus();
    await userEvent.keyboard('{Escape}');
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  });

  it('zooms, moves and shows everything again', async () => {
    render(panel({ frames: checkoutFrames(done) }));
    const all = axis();
    plot().focus();
    await userEvent.keyboard('+++');
    const zoomed = axis();
    expect(zoomed).not.toBe(all);
    await userEvent.keyboard('{ArrowRight}{ArrowRight}');
    expect(axis()).not.toBe(zoomed);
    await userEvent.keyboard('0');
    expect(axis()).toBe(all);
  });
});

describe('pointer', () => {
  const at = (x: number, y = 10, more = {}) => ({ clientX: x, clientY: y, button: 0, pointerId: 1, ...more });
  const drag = (from: number, to: number, more = {}) => {
    fireEvent.pointerDown(plot(), at(from, 10, more));
    fireEvent.pointerMove(plot(), at(to, 10, more));
    fireEvent.pointerUp(plot(), at(to, 10, more));
  };

  it('zooms by dragging, and sets the time of the dashboard with Alt', () => {
    const onChangeTimeRange = jest.fn();
    render(panel({ frames: checkoutFrames(done), onChangeTimeRange }));
    const all = axis();
    drag(100, 300);
    expect(axis()).not.toBe(all);
    expect(onChangeTimeRange).not.toHaveBeenCalled();
    fireEvent.doubleClick(plot());
    expect(axis()).toBe(all);
    drag(0, 800, { altKey: true });
    // The whole window: the spans, and 3 % on either side, in whole milliseconds.
    expect(onChangeTimeRange).toHaveBeenCalledWith({ from: epochMsAt(-30), to: epochMsAt(1030) });
  });

  it('zooms with Ctrl and the wheel, and leaves the page its own', () => {
    render(panel({ frames: checkoutFrames(done) }));
    const all = axis();
    expect(fireEvent.wheel(plot(), { deltaY: -200 })).toBe(true);
    expect(axis()).toBe(all);
    expect(fireEvent.wheel(plot(), { deltaY: -300, ctrlKey: true })).toBe(false);
    expect(axis()).not.toBe(all);
  });

  it('shows facts on hover, and none when the option says so', () => {
    const { rerender } = render(panel({ frames: checkoutFrames(done) }));
    fireEvent.pointerMove(plot(), at(300));
    expect(screen.getByTestId('clew-tooltip')).toHaveTextContent('checkout');
    expect(screen.getByTestId('clew-tooltip')).toHaveTextContent('1 s');
    fireEvent.pointerLeave(plot());
    expect(screen.queryByTestId('clew-tooltip')).not.toBeInTheDocument();
    rerender(panel({ frames: checkoutFrames(done), options: { tooltip: { mode: 'none' as never } } }));
    fireEvent.pointerMove(plot(), at(300));
    expect(screen.queryByTestId('clew-tooltip')).not.toBeInTheDocument();
  });

  it('opens details on a click', () => {
    render(panel({ frames: checkoutFrames(done) }));
    fireEvent.pointerDown(plot(), at(300));
    fireEvent.pointerUp(plot(), at(300));
    expect(screen.getByRole('dialog')).toHaveAccessibleName('Span: checkout');
  });
});

describe('crosshair', () => {
  it('is told to other panels, and drawn where they point', () => {
    const eventBus = new EventBusSrv();
    const told: unknown[] = [];
    eventBus.getStream(DataHoverEvent).subscribe((event) => told.push(event.payload.point.time));
    eventBus.getStream(DataHoverClearEvent).subscribe(() => told.push('clear'));
    render(panel({ frames: checkoutFrames(done), eventBus }));
    fireEvent.pointerMove(plot(), { clientX: 400, clientY: 10 });
    fireEvent.pointerLeave(plot());
    expect(told).toEqual([epochMsAt(500), 'clear']);
    expect(screen.queryByTestId('clew-crosshair')).not.toBeInTheDocument();
    act(() => eventBus.publish(new DataHoverEvent({ point: { time: epochMsAt(500) } })));
    expect(screen.getByTestId('clew-crosshair')).toHaveStyle({ left: '400px' });
    act(() => eventBus.publish(new DataHoverClearEvent()));
    expect(screen.queryByTestId('clew-crosshair')).not.toBeInTheDocument();
  });
});

describe('a refresh', () => {
  it('keeps zoom, details, filter and view', async () => {
    const { rerender } = render(panel({ frames: checkoutFrames(done) }));
    plot().focus();
    await userEvent.keyboard('{ArrowDown}{Enter}');
    fireEvent.pointerDown(plot(), { clientX: 100, clientY: 300, button: 0, pointerId: 1 });
    fireEvent.pointerMove(plot(), { clientX: 500, clientY: 300, pointerId: 1 });
    fireEvent.pointerUp(plot(), { clientX: 500, clientY: 300, pointerId: 1 });
    const zoomed = axis();
    rerender(panel({ frames: checkoutFrames(done), state: LoadingState.Loading }));
    rerender(panel({ frames: checkoutFrames(done) }));
    expect(axis()).toBe(zoomed);
    expect(screen.getByRole('dialog')).toHaveAccessibleName('Span: checkout');
  });
});

describe('list', () => {
  it('shows the same items in the order of time, under the same filter', async () => {
    render(panel({ frames: checkoutFrames(done), options: { view: 'list' } }));
    const rows = () =>
      screen
        .getAllByRole('row')
        .slice(1)
        .map((row) => row.textContent);
    expect(rows()).toEqual([
      '2026-11-21 09:40:00.000+0.000 sfrontend▬✕ errorcheckout  1 s',
      '2026-11-21 09:40:00.010+0.010 sfrontend● infoorder taken',
      '2026-11-21 09:40:00.100+0.100 spayment▬✕ errorcharge  800 ms',
      '2026-11-21 09:40:00.880+0.880 spayment▲ errorcard declined',
    ]);
    await userEvent.type(screen.getByRole('textbox'), 'declined');
    expect(rows()).toHaveLength(1);
    await userEvent.click(screen.getByRole('button', { name: '1 of 4' }));
    expect(rows()).toHaveLength(4);
    await userEvent.click(screen.getByRole('row', { name: /card declined/ }));
    expect(screen.getByRole('dialog')).toHaveTextContent('"message": "card declined"');
  });

  it('is filtered by level and by nearness to errors', async () => {
    render(panel({ frames: checkoutFrames(done), options: { view: 'list', level: 'error', aroundErrors: 5 } }));
    expect(screen.getAllByRole('row')).toHaveLength(4);
    expect(screen.getByRole('button', { name: 'Level: Errors' })).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Around errors: ±5 s around errors' })).toBeInTheDocument();
  });

  it('is copied as text', async () => {
    const user = userEvent.setup();
    render(panel({ frames: checkoutFrames(done), id: 'req_1' }));
    await user.click(screen.getByRole('button', { name: 'Export the list as text' }));
    await user.click(screen.getByText('Copy as text'));
    const text = await navigator.clipboard.readText();
    expect(text).toContain('req_1 · 2 spans');
    expect(text).toMatch(/09:40:00\.880 +\+0\.880 s +payment +log +error +card declined/);
  });
});

describe('legend', () => {
  it('is shown on demand, and shows one service alone', async () => {
    render(panel({ frames: checkoutFrames(done), options: { legend: { showLegend: true, placement: 'bottom' } } }));
    // Grafana 13 labels the button by what it will do, so it is found by its text.
    await userEvent.click(screen.getByText('payment', { selector: 'button' }));
    expect(screen.queryByTestId('clew-lane frontend')).not.toBeInTheDocument();
    expect(screen.getByTestId('clew-lane payment')).toBeInTheDocument();
  });
});

describe('join report', () => {
  it('opens by itself when a leg failed, with the remedy; the other signals stay', () => {
    const report = [
      reportLine({ signal: 'traces', source: 'Tempo' }),
      reportLine({
        signal: 'logs',
        source: 'Loki',
        state: 'timed-out',
        message: 'leg.timed-out',
        params: { seconds: 10 },
        rows: 0,
      }),
    ];
    render(
      panel({ frames: checkoutFrames(report).filter((frame) => frame.meta?.preferredVisualisationType !== 'logs') })
    );
    const line = screen.getByTestId('clew-leg logs:x');
    expect(line).toHaveTextContent('No answer within 10 s → Narrow the time range');
    expect(within(line).getByRole('img', { name: 'timed out' })).toBeInTheDocument();
    expect(screen.getByTestId('clew-lane frontend')).toBeInTheDocument();
  });

  it('stays folded when all went well', async () => {
    render(panel({ frames: checkoutFrames(done) }));
    expect(screen.queryByTestId('clew-leg logs:x')).not.toBeInTheDocument();
    await userEvent.click(within(screen.getByTestId('clew-footer')).getByRole('button'));
    expect(screen.getByTestId('clew-leg logs:x')).toBeInTheDocument();
  });
});

describe('nothing to draw', () => {
  it('while the sources are being asked', () => {
    render(panel({ state: LoadingState.Loading, id: 'req_1' }));
    expect(screen.getByTestId('clew-state loading')).toHaveTextContent('Asked for req_1, from 2026-11-21 09:39:00.000');
  });

  it('because nothing was found', () => {
    render(panel({ id: 'req_1' }));
    expect(screen.getByRole('status')).toHaveTextContent('Nothing was found');
    expect(screen.getByRole('status')).toHaveTextContent('Widen the time range');
  });

  it('because a source failed', () => {
    render(panel({ state: LoadingState.Error, errors: [{ refId: 'A', message: 'connection refused', status: 502 }] }));
    expect(screen.getByRole('alert')).toHaveTextContent('A: connection refused');
  });

  it('because it is forbidden', () => {
    render(panel({ state: LoadingState.Error, errors: [{ message: 'no permission', status: 403 }] }));
    expect(screen.getByTestId('clew-state forbidden')).toHaveTextContent('Ask an administrator');
  });

  it('because the frames hold something else', () => {
    const search = toDataFrame({
      refId: 'A',
      fields: [
        { name: 'traceID', values: ['ab'] },
        { name: 'traceName', values: ['GET'] },
      ],
    });
    render(panel({ frames: [search] }));
    expect(screen.getByTestId('clew-state unreadable')).toHaveTextContent('Found instead: A (traceID, traceName)');
  });
});
