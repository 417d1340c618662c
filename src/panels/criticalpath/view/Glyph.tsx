import React from 'react';

const PATHS = {
  right: 'M6 4l4 4-4 4',
  down: 'M4 6l4 4 4-4',
  link: 'M6.5 9.5a2.5 2.5 0 0 0 3.6 0l2.2-2.2a2.5 2.5 0 0 0-3.6-3.6L7.8 4.6M9.5 6.5a2.5 2.5 0 0 0-3.6 0L3.7 8.7a2.5 2.5 0 0 0 3.6 3.6l.9-.9',
} as const;

/** A small sign in a row. Grafana's icons are fetched and parsed one by one, which in scrolled rows costs more than the row. */
export function Glyph({ name }: { readonly name: keyof typeof PATHS }) {
  return (
    <svg width="14" height="14" viewBox="0 0 16 16" aria-hidden="true" style={{ display: 'block' }}>
      <path d={PATHS[name]} fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" />
    </svg>
  );
}
