import { type KeyboardEvent, useCallback } from 'react';

const BY_KEY: Readonly<Record<string, (at: number, rows: number) => number>> = {
  ArrowDown: (at, rows) => Math.min(rows - 1, at + 1),
  ArrowUp: (at) => Math.max(0, at - 1),
  Home: () => 0,
  End: (_, rows) => rows - 1,
};

/** Arrows go from row to row of a table whose rows can have the focus; Enter and space do what a click does. */
export function useRowKeys() {
  return useCallback((event: KeyboardEvent<HTMLElement>) => {
    const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('tbody tr[tabindex]')];
    const at = rows.findIndex((row) => row === document.activeElement);
    if (at < 0) {
      return;
    }
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      rows[at]?.click();
      return;
    }
    const next = BY_KEY[event.key]?.(at, rows.length);
    if (next !== undefined) {
      event.preventDefault();
      rows[next]?.focus();
    }
  }, []);
}
