import React, { createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { createTheme, type GrafanaTheme2, ThemeContext } from '@grafana/data';
import { ThemeChangedEvent, config, getAppEvents } from '@grafana/runtime';
import { GlobalStyles, PortalContainer } from '@grafana/ui';
import { HostStyles } from './HostStyles';
import { initialTheme, type ThemeMode } from '../boot';

const Toggle = createContext<() => void>(() => undefined);

/** Switches between dark and light. */
export function useThemeToggle(): () => void {
  return useContext(Toggle);
}

/** Gives everything below Grafana's theme, as Grafana's own provider does: by context, in `config`, and as an event. */
export function HostTheme({ children }: { children: ReactNode }) {
  const [mode, setMode] = useState<ThemeMode>(initialTheme);
  const theme = useMemo(() => createTheme({ colors: { mode } }), [mode]);
  useEffect(() => announce(theme), [theme]);
  const toggle = useCallback(() => {
    setMode((now) => {
      const next = now === 'dark' ? 'light' : 'dark';
      window.localStorage.setItem('clew.workbench.theme', next);
      return next;
    });
  }, []);
  return (
    <ThemeContext.Provider value={theme}>
      <GlobalStyles />
      <HostStyles />
      <Toggle.Provider value={toggle}>{children}</Toggle.Provider>
      <PortalContainer />
    </ThemeContext.Provider>
  );
}

function announce(theme: GrafanaTheme2): void {
  config.theme2 = theme;
  document.documentElement.style.colorScheme = theme.colors.mode;
  document.body.className = `theme-${theme.colors.mode}`;
  getAppEvents().publish(new ThemeChangedEvent(theme));
}
