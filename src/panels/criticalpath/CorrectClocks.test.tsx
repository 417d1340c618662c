import { initPluginTranslations } from '@grafana/i18n';
import { configure, fireEvent, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { framesOf, panel } from './testing/panel';

beforeAll(async () => {
  await initPluginTranslations('clew-criticalpath-panel');
  Object.defineProperty(HTMLElement.prototype, 'clientHeight', { configurable: true, value: 400 });
  Object.defineProperty(HTMLElement.prototype, 'clientWidth', { configurable: true, value: 1000 });
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

const control = () => screen.getByRole('checkbox', { name: 'Correct clocks' });
const row = (name: RegExp) => within(screen.getByRole('grid')).getByRole('row', { name });
const note = () => screen.getByTestId('clew-correction');

/** Web waits for the shop, whose clock is behind: by what was stamped, the shop was done before it was asked. */
const drawing = (behind: number) => `
  web/call [0-60] client host.name=a
    shop/serve [${10 - behind}-${50 - behind}] server host.name=b
`;
const requests = (count: number, behind: number) => framesOf(...Array.from({ length: count }, () => drawing(behind)));

describe('clocks', () => {
  it('stay as they are until somebody asks; then the path is that of the corrected times', async () => {
    render(panel({ frames: requests(1, 340) }));
    expect(control()).not.toBeChecked();
    expect(screen.getByTestId('clew-summary')).toHaveTextContent('2 spans, 1 on the path');
    control().focus();
    await userEvent.keyboard(' ');
    expect(control()).toBeChecked();
    expect(screen.getByTestId('clew-summary')).toHaveTextContent('2 spans, 2 on the path');
    expect(note()).toHaveTextContent(
      'Clocks corrected: 1 of 2 spans moved ◤, by 340 ms at most, onto the clock of a. The critical path is that of the corrected times'
    );
    await userEvent.click(control());
    expect(screen.getByTestId('clew-summary')).toHaveTextContent('2 spans, 1 on the path');
    expect(screen.queryByTestId('clew-correction')).not.toBeInTheDocument();
  });

  it('are corrected by all traces, of which the shown one is but one', async () => {
    render(panel({ frames: requests(4, -340), options: { correctClocks: true } }));
    expect(note()).toHaveTextContent('4 of 8 spans moved');
  });

  it('say why nothing was moved, and then nothing of the path', () => {
    render(panel({ frames: requests(1, -340), options: { correctClocks: true } }));
    expect(note()).toHaveTextContent('too few requests between nodes');
    expect(note()).not.toHaveTextContent('critical path');
  });

  it('mark every moved span in the table, and tell its own time in the details', async () => {
    render(panel({ frames: requests(1, 340), options: { correctClocks: true } }));
    await userEvent.click(screen.getByRole('radio', { name: 'Table' }));
    expect(row(/serve/)).toHaveTextContent('◤');
    expect(row(/call/)).not.toHaveTextContent('◤');
    expect(within(row(/serve/)).getByRole('img')).toHaveAccessibleName('340 ms later');
    fireEvent.click(row(/serve/));
    expect(screen.getByTestId('clew-details')).toHaveTextContent(/Moved340 ms later \(clock of b, ±10/);
    expect(screen.getByTestId('clew-details')).toHaveTextContent(/Original time.*59\.670/);
  });
});
