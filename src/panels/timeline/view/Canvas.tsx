import { css } from '@emotion/css';
import React, { useLayoutEffect, useRef } from 'react';
import { paint, type Picture } from './paint';

/** The visible part of the drawing, as sharp as the screen. What it shows is said in words around it. */
export function Canvas({ picture }: { readonly picture: Picture }) {
  const ref = useRef<HTMLCanvasElement>(null);
  const { width, height } = picture;
  useLayoutEffect(() => {
    const canvas = ref.current;
    const context = canvas?.getContext('2d');
    if (canvas === null || context === null || context === undefined) {
      return;
    }
    const density = window.devicePixelRatio || 1;
    canvas.width = Math.round(width * density);
    canvas.height = Math.round(height * density);
    context.setTransform(density, 0, 0, density, 0, 0);
    paint(context, picture);
  }, [picture, width, height]);
  return <canvas ref={ref} className={canvasStyle} style={{ width, height }} aria-hidden="true" />;
}

const canvasStyle = css({ display: 'block', position: 'sticky', top: 0 });
