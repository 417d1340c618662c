import React, { useLayoutEffect, useRef } from 'react';

interface Props {
  readonly width: number;
  readonly height: number;
  /** Must change only when the picture does. */
  readonly draw: (context: CanvasRenderingContext2D) => void;
}

/** A drawing as sharp as the screen. What it shows is said in words around it. */
export function Canvas({ width, height, draw }: Props) {
  const ref = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    const canvas = ref.current;
    const context = canvas?.getContext('2d');
    if (canvas === null || context === null || context === undefined) {
      return;
    }
    const density = window.devicePixelRatio || 1;
    const [wide, high] = [Math.round(width * density), Math.round(height * density)];
    // Setting a size clears the canvas and takes new memory, even when it is the old size.
    if (canvas.width !== wide || canvas.height !== high) {
      canvas.width = wide;
      canvas.height = high;
    }
    context.setTransform(density, 0, 0, density, 0, 0);
    draw(context);
  }, [width, height, draw]);
  return <canvas ref={ref} style={{ display: 'block', width, height }} aria-hidden="true" />;
}
