import { type KeyboardEvent, useCallback } from 'react';

const BY_KEY: Readonly<Record<string, (at: number, rows: number) => number>> = {
  ArrowDown: (at, rows) => Math.min(rows - 1, at + 1),
  ArrowUp: (at) => Math.max(0, at - 1),
  Home: () => 0,
  End: (_, rows) => rows - 1,
};

/**
 * Arrows go from row to row of a table whose rows can have the focus, and into a row's links and back; Enter and space do
 * what a click does.
 */
export function useRowKeys() {
  return useCallback((event: KeyboardEvent<HTMLElement>) => {
    const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('tbody tr[tabindex]')];
    const { activeElement } = document;
    const at = rows.findIndex((row) => row.contains(activeElement));
    const row = rows[at];
    if (row === undefined) {
      return;
    }
    const inside = row !== activeElement;
    if (event.key === 'ArrowRight' || (event.key === 'ArrowLeft' && inside)) {
      event.preventDefault();
      (event.key === 'ArrowLeft' ? row : row.querySelector('button'))?.focus();
      return;
    }
    if (inside) {
      return;
    }
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      row.click();
      return;
    }
    const next = BY_KEY[event.key]?.(at, rows.length);
    if (next !== undefined) {
      event.preventDefault();
      rows[next]?.focus();
    }
  }, []);
}
