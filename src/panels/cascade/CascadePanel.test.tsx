import { LoadingState, toDataFrame } from '@grafana/data';
import { initPluginTranslations } from '@grafana/i18n';
import { configure, fireEvent, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { migrateOptions } from './migrations';
import { framesOf, SHOP } from './testing/frames';
import { panel, type PanelDraft } from './testing/panel';
import { giveStructuredClone } from './testing/structuredClone';

jest.setTimeout(60_000);

beforeAll(async () => {
  await initPluginTranslations('clew-cascade-panel');
  const observer = { observe: () => undefined, unobserve: () => undefined, disconnect: () => undefined };
  Object.defineProperty(window, 'ResizeObserver', { configurable: true, value: jest.fn(() => observer) });
  Object.defineProperty(window, 'CSS', { configurable: true, value: { escape: (text: string) => text } });
  giveStructuredClone();
  configure({ asyncUtilTimeout: 20_000, defaultHidden: true });
});

/** So many samples are looked at in slices: the panel is there a little later. */
async function show(draft: PanelDraft): Promise<void> {
  render(panel(draft));
  await screen.findByTestId(draft.options?.mode === 'table' ? 'clew-cascade-table' : 'clew-cascade-graph');
}

const shop = () => framesOf(SHOP);
const card = (name: string) => screen.getByTestId(`clew-card ${name}`);
/** Of every call, whether trouble went along it; those that it did are drawn last. */
const arrows = () =>
  [...screen.getByTestId('clew-cascade-graph').querySelectorAll('[data-active]')]
    .map((arrow) => arrow.getAttribute('data-active') === 'true')
    .reverse();
const phases = () =>
  Object.fromEntries(Object.keys(SHOP.falls).map((name) => [name, card(name).getAttribute('data-phase')]));

it('says who was first, when, and how far it went', async () => {
  await show({ frames: shop() });
  expect(screen.getByTestId('clew-summary')).toHaveTextContent(
    /First to degrade: payment at 14:0[45]:\d\d ±\d s3 of 4 services.*compared with the beginning/
  );
});

it('tells of each service when it fell and what changed, and lets the untouched recede', async () => {
  await show({ frames: shop() });
  expect(card('payment')).toHaveTextContent('first to degrade');
  expect(card('payment')).toHaveTextContent('T+0 s');
  expect(card('checkout')).toHaveTextContent('T+20 s');
  expect(card('frontend')).toHaveTextContent('T+40 s');
  expect(card('frontend')).toHaveAccessibleName(/frontend, degraded, T\+40 s ±\d/);
  expect(card('inventory')).not.toHaveTextContent(/T\+|→/);
});

it('draws callers left of what they call', async () => {
  await show({ frames: shop() });
  const left = (name: string) => Number.parseFloat(card(name).style.left);
  expect(left('frontend')).toBeLessThan(left('checkout'));
  expect(left('checkout')).toBeLessThan(left('payment'));
  expect(left('checkout')).toBeLessThan(left('inventory'));
});

it('replays: at a moment only those are degraded that were then', async () => {
  await show({ frames: shop() });
  expect(phases()).toEqual({ frontend: 'degraded', checkout: 'degraded', payment: 'degraded', inventory: 'usual' });
  const slider = screen.getByRole('slider');
  const at = (second: number) => fireEvent.change(slider, { target: { value: second } });
  at(-5);
  expect(phases()).toEqual({ frontend: 'usual', checkout: 'usual', payment: 'usual', inventory: 'usual' });
  at(5);
  expect(phases()).toEqual({ frontend: 'usual', checkout: 'usual', payment: 'degraded', inventory: 'usual' });
  expect(slider).toHaveAttribute('aria-valuetext', expect.stringMatching(/^T\+5 s, 14:05:\d\d, one degraded$/));
  at(19);
  expect(phases()).toMatchObject({ checkout: 'uncertain', frontend: 'usual' });
  expect(card('checkout')).toHaveTextContent('may be degrading');
  at(30);
  expect(phases()).toMatchObject({ payment: 'degraded', checkout: 'degraded', frontend: 'usual' });
  expect(arrows()).toEqual([true, false, false]);
});

it('is replayed by keys: seconds, onsets and the ends', async () => {
  await show({ frames: shop() });
  const slider = screen.getByRole('slider');
  const press = (key: string) => {
    fireEvent.keyDown(slider, { key });
    return slider.getAttribute('aria-valuetext')?.split(',')[0];
  };
  expect(press('Home')).toBe('T−10 s');
  expect(press('PageUp')).toBe('T+0 s');
  expect(press('ArrowRight')).toBe('T+1 s');
  expect(press('PageUp')).toBe('T+20 s');
  expect(press('PageDown')).toBe('T+0 s');
  expect(press('End')).toBe('T+50 s');
  fireEvent.keyDown(slider, { key: ' ' });
  expect(screen.getByRole('button', { name: 'Pause' })).toBeInTheDocument();
});

it('shows what degraded once as that while nothing is replayed, though it recovered', async () => {
  await show({ frames: framesOf({ ...SHOP, ends: 450 }) });
  expect(phases()).toMatchObject({ payment: 'degraded', checkout: 'degraded', frontend: 'degraded' });
  expect(card('payment')).toHaveTextContent('first to degrade');
});

it('says of services that fell in the same seconds that nobody can tell which was first', async () => {
  const falls = { frontend: 340, payment: 300, ledger: 300, inventory: undefined };
  await show({ frames: framesOf({ falls, calls: ['frontend>payment', 'frontend>ledger', 'frontend>inventory'] }) });
  expect(screen.getByTestId('clew-summary')).toHaveTextContent('First to degrade, which one cannot be told: ');
  expect(card('payment')).toHaveTextContent('may be first');
  expect(card('ledger')).toHaveTextContent('may be first');
});

it('says of a service without signals that it was not measured', async () => {
  await show({ frames: framesOf({ ...SHOP, calls: ['visitor>frontend', ...SHOP.calls] }) });
  expect(card('visitor')).toHaveAccessibleName('visitor, not measured');
});

it('opens what is known of a service, and closes it by Escape', async () => {
  await show({ frames: shop() });
  await userEvent.click(card('checkout'));
  const details = screen.getByTestId('clew-details');
  expect(details).toHaveTextContent('came from payment');
  expect(details).toHaveTextContent(/errors 0\.1% → 40%/);
  const links = within(details).getAllByRole('link');
  expect(links[0]).toHaveAttribute('href', expect.stringMatching(/investigate\?service=checkout&from=\d+&to=\d+/));
  await userEvent.keyboard('{Escape}');
  expect(screen.queryByTestId('clew-details')).toBeNull();
  expect(card('checkout')).toHaveFocus();
});

it('moves by arrow keys along the drawing', async () => {
  await show({ frames: shop() });
  card('frontend').focus();
  await userEvent.keyboard('{ArrowRight}');
  expect(card('checkout')).toHaveFocus();
  await userEvent.keyboard('{ArrowRight}{ArrowLeft}');
  expect(card('checkout')).toHaveFocus();
});

it('has a table that says the same', async () => {
  await show({ frames: shop(), options: { mode: 'table' } });
  const rows = within(screen.getByTestId('clew-cascade-table')).getAllByRole('row').slice(1);
  expect(rows.map((row) => within(row).getByRole('rowheader').textContent)).toEqual([
    'payment',
    'checkout',
    'frontend',
    'inventory',
  ]);
  expect(rows[1]).toHaveTextContent(/14:05:\d\d.*T\+20 s.*errors 0\.1% → 40%.*payment/);
});

it('puts services that nothing happened to together when there are many, and opens them', async () => {
  const names = Array.from({ length: 80 }, (_, at) => `billing-${at}`);
  const falls = { ...SHOP.falls, ...Object.fromEntries(names.map((name) => [name, undefined])) };
  await show({ frames: framesOf({ falls, calls: SHOP.calls }), options: { mostServices: 10 } });
  expect(screen.queryByTestId('clew-card billing-79')).toBeNull();
  await userEvent.click(screen.getByTestId('clew-group billing'));
  expect(screen.getByTestId('clew-card billing-79')).toBeInTheDocument();
});

it('says that nothing is wrong where nothing is', async () => {
  await show({ frames: framesOf({ falls: { a: undefined, b: undefined }, calls: ['a>b'] }) });
  expect(screen.getByTestId('clew-summary')).toHaveTextContent('Nothing left what is usual, of 2 services');
  expect(screen.queryByRole('slider')).toBeNull();
});

it('keeps what there is when a query fails, and says which', async () => {
  const errors = [{ refId: 'B', message: 'connection refused' }];
  await show({ frames: shop(), errors, state: LoadingState.Error });
  expect(card('payment')).toBeInTheDocument();
  expect(screen.getByTestId('clew-footer')).toHaveTextContent('B: connection refused');
});

it.each([
  ['loading', { state: LoadingState.Loading }],
  ['failed', { state: LoadingState.Error, errors: [{ message: 'boom' }] }],
  ['forbidden', { state: LoadingState.Error, errors: [{ status: 403, message: 'no' }] }],
  ['empty', {}],
  ['unreadable', { frames: [toDataFrame({ refId: 'Z', fields: [{ name: 'a', values: [true] }] })] }],
])('without anything to draw it says why: %s', (kind, draft) => {
  render(panel(draft));
  expect(screen.getByTestId(`clew-state ${kind}`)).toBeInTheDocument();
});

it('leaves stored options of a newer version as they are', () => {
  const newer = { version: 99 };
  expect(migrateOptions(newer)).toBe(newer);
  expect(migrateOptions({ mode: 'table' })).toEqual({ mode: 'table', version: 1 });
});
