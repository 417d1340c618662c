import { fireEvent, render, screen } from '@testing-library/react';
import React, { useRef } from 'react';
import { nanos } from '../../engine/units';
import { timeAt, type TimeSpan, useChoice, usePlotPointer, usePlotWheel, xOf } from '..';

const WINDOW: TimeSpan = { from: nanos(100), to: nanos(300) };
const told: string[] = [];

function Plot() {
  const plot = useRef<HTMLDivElement>(null);
  const { point, brush, handlers } = usePlotPointer({
    plot,
    onMove: (to) => told.push(to === undefined ? 'left' : `at ${to.x}`),
    onClick: ({ x }) => told.push(`click ${x}`),
    onBrush: ({ from, to }, { altKey }) => told.push(`brush ${from}-${to}${altKey ? ' alt' : ''}`),
  });
  usePlotWheel({
    plot,
    window: WINDOW,
    extent: WINDOW,
    width: 200,
    onWindow: ({ from, to }) => told.push(`window ${from}-${to}`),
    zoomAt: (_, at, factor) => ({ from: at, to: nanos(at + factor) }),
    panBy: (_, share) => ({ from: nanos(share * 100), to: nanos(0) }),
  });
  return (
    <div ref={plot} data-testid="plot" {...handlers}>
      {point?.x} {brush && `${brush.from} to ${brush.to}`}
    </div>
  );
}

beforeAll(() => {
  // jsdom knows no pointers.
  Object.defineProperty(window, 'PointerEvent', { configurable: true, value: MouseEvent });
});

beforeEach(() => {
  told.length = 0;
});

const plotted = () => {
  render(<Plot />);
  return screen.getByTestId('plot');
};

describe('a pointer on a plot', () => {
  it('clicks where it hardly moved', () => {
    const plot = plotted();
    fireEvent.pointerDown(plot, { clientX: 10, button: 0 });
    fireEvent.pointerMove(plot, { clientX: 13 });
    fireEvent.pointerUp(plot, { clientX: 13 });
    expect(told).toEqual(['at 13', 'click 13']);
  });

  it('drags out a stretch in either direction', () => {
    const plot = plotted();
    fireEvent.pointerDown(plot, { clientX: 50, button: 0 });
    fireEvent.pointerMove(plot, { clientX: 20 });
    expect(plot).toHaveTextContent('20 to 50');
    fireEvent.pointerUp(plot, { clientX: 20, altKey: true });
    expect(told).toEqual(['at 20', 'brush 20-50 alt']);
    expect(plot).not.toHaveTextContent('to');
  });

  it('does neither with another button, when the browser takes over, or after it has left', () => {
    const plot = plotted();
    fireEvent.pointerDown(plot, { clientX: 50, button: 2 });
    fireEvent.pointerUp(plot, { clientX: 50 });
    fireEvent.pointerDown(plot, { clientX: 50, button: 0 });
    fireEvent.pointerCancel(plot);
    fireEvent.pointerUp(plot, { clientX: 50 });
    fireEvent.pointerLeave(plot);
    expect(told).toEqual(['left']);
  });
});

describe('the wheel on a plot', () => {
  it('zooms with Ctrl at the time under the pointer, moves with Shift, and scrolls alone', () => {
    const plot = plotted();
    expect(fireEvent.wheel(plot, { deltaY: 0, clientX: 50, ctrlKey: true })).toBe(false);
    expect(fireEvent.wheel(plot, { deltaY: 1000, shiftKey: true })).toBe(false);
    expect(fireEvent.wheel(plot, { deltaX: -1000, deltaY: 10 })).toBe(false);
    expect(fireEvent.wheel(plot, { deltaY: 1000 })).toBe(true);
    expect(told).toEqual(['window 150-151', 'window 120-0', 'window -120-0']);
  });
});

it('times and pixels are one another’s inverse', () => {
  expect(xOf(nanos(150), WINDOW, 200)).toBe(50);
  expect(timeAt(50, WINDOW, 200)).toBe(150);
  // A plot that is not laid out yet has no width.
  expect(timeAt(0, WINDOW, 0)).toBe(100);
});

describe('a choice', () => {
  function Chooser({ byAuthor }: { readonly byAuthor: string }) {
    const [chosen, choose] = useChoice(byAuthor);
    return <button onClick={() => choose('mine')}>{chosen}</button>;
  }

  it('is the author’s, then the reader’s, until the author sets another', () => {
    const { rerender } = render(<Chooser byAuthor="one" />);
    fireEvent.click(screen.getByText('one'));
    rerender(<Chooser byAuthor="one" />);
    expect(screen.getByRole('button')).toHaveTextContent('mine');
    rerender(<Chooser byAuthor="two" />);
    expect(screen.getByRole('button')).toHaveTextContent('two');
    rerender(<Chooser byAuthor="one" />);
    expect(screen.getByRole('button')).toHaveTextContent('one');
  });
});
