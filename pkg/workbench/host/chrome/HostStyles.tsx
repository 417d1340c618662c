import React from 'react';
import { Global } from '@emotion/react';
import { useTheme2 } from '@grafana/ui';

/** The part of Grafana's own style sheet that its npm packages rely on and do not bring: a reset. */
export function HostStyles() {
  const theme = useTheme2();
  return (
    <Global
      styles={{
        '*, *::before, *::after': { boxSizing: 'inherit' },
        html: { boxSizing: 'border-box', height: '100%' },
        body: { margin: 0, minHeight: '100%', background: theme.colors.background.canvas },
        'h1, h2, h3, h4, h5, h6': { margin: 0 },
        p: { margin: theme.spacing(0, 0, 2) },
        'ul, ol': { margin: 0, padding: 0 },
        'button, input': { font: 'inherit' },
        button: { cursor: 'pointer' },
        a: { color: 'inherit', textDecoration: 'none' },
        label: { display: 'inline-block' },
        img: { verticalAlign: 'middle' },
        '.sr-only': {
          position: 'absolute',
          width: 1,
          height: 1,
          overflow: 'hidden',
          clipPath: 'inset(50%)',
          whiteSpace: 'nowrap',
        },
      }}
    />
  );
}
