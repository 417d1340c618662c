import { initPluginTranslations } from '@grafana/i18n';
import { configure, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { panel } from './testing/panel';
import { skewedFrames } from './testing/skewed';

beforeAll(async () => {
  await initPluginTranslations('clew-timeline-panel');
  Object.defineProperty(HTMLElement.prototype, 'clientHeight', { configurable: true, value: 600 });
  Object.defineProperty(HTMLElement.prototype, 'clientWidth', { configurable: true, value: 1000 });
  const observer = { observe: () => undefined, unobserve: () => undefined, disconnect: () => undefined };
  Object.defineProperty(window, 'ResizeObserver', { configurable: true, value: jest.fn(() => observer) });
  configure({ defaultHidden: true });
});

const control = () => screen.getByRole('checkbox', { name: 'Correct clocks' });
const rows = () =>
  within(screen.getByTestId('clew-list'))
    .getAllByRole('row')
    .map((row) => `${row.children[1]?.textContent} ${row.children[4]?.textContent}`);
const AS_STAMPED = ['+0.000 s call  60 ms', '+0.100 s call  60 ms', '+0.200 s call  60 ms', '+0.350 s serve  40 ms'];

describe('clocks', () => {
  it('stay as they are until somebody asks, and go back to that', async () => {
    const frames = skewedFrames(3);
    render(panel({ frames, options: { view: 'list' } }));
    expect(control()).not.toBeChecked();
    expect(rows().slice(0, 4)).toEqual(AS_STAMPED);
    expect(screen.queryByTestId('clew-correction')).not.toBeInTheDocument();
    await userEvent.click(control());
    expect(rows().slice(0, 3)).toEqual(['+0.000 s call  60 ms', '◤ +0.010 s serve  40 ms', '◤ +0.030 s serving']);
    await userEvent.click(control());
    expect(rows().slice(0, 4)).toEqual(AS_STAMPED);
    expect(screen.queryByTestId('clew-correction')).not.toBeInTheDocument();
  });

  it('are reached and set by keys', async () => {
    render(panel({ frames: skewedFrames(3) }));
    control().focus();
    expect(control()).toHaveFocus();
    await userEvent.keyboard(' ');
    expect(control()).toBeChecked();
  });

  it('say how much was moved, how far, and onto whose clock', () => {
    render(panel({ frames: skewedFrames(3), options: { correctClocks: true } }));
    expect(control()).toBeChecked();
    expect(screen.getByTestId('clew-correction')).toHaveTextContent(
      'Clocks corrected: 3 of 6 spans, 1 of one log line moved ◤, by 340 ms at most, onto the clock of a'
    );
  });

  it('say why nothing was moved', () => {
    render(panel({ frames: skewedFrames(2), options: { correctClocks: true, view: 'list' } }));
    expect(screen.getByTestId('clew-correction')).toHaveTextContent('too few requests between nodes');
    expect(rows().join()).not.toContain('◤');
  });

  it('tell the time that something was stamped with, and how it was moved', async () => {
    render(panel({ frames: skewedFrames(3), options: { correctClocks: true, view: 'list' } }));
    await userEvent.click(screen.getAllByRole('row', { name: /serve/ })[0] ?? document.body);
    const details = screen.getByTestId('clew-details');
    expect(details).toHaveTextContent(/Moved340 ms earlier \(clock of b, ±/);
    expect(details).toHaveTextContent(/Original time[\d :-]+\.350/);
  });

  it('are named in the text that is taken away', async () => {
    const written = jest.fn((_text: string) => Promise.resolve());
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText: written } });
    render(panel({ frames: skewedFrames(3), options: { correctClocks: true } }));
    await userEvent.click(screen.getByRole('button', { name: /export/i }));
    await userEvent.click(screen.getByRole('menuitem', { name: /copy/i }));
    expect(written.mock.calls[0]?.[0]).toContain('Clocks corrected: 3 of 6 spans');
  });

  it('follow the author again when the option changes', async () => {
    const frames = skewedFrames(3);
    const { rerender } = render(panel({ frames, options: { correctClocks: true } }));
    await userEvent.click(control());
    expect(control()).not.toBeChecked();
    rerender(panel({ frames, options: { correctClocks: false } }));
    rerender(panel({ frames, options: { correctClocks: true } }));
    expect(control()).toBeChecked();
  });
});
