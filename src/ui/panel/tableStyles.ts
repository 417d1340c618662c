import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';

/** The look of column heads that stay in sight as the rows scroll below them. */
export function stickyHead(theme: GrafanaTheme2, ground: string) {
  return {
    background: ground,
    boxShadow: `inset 0 -1px 0 ${theme.colors.border.weak}`,
    color: theme.colors.text.secondary,
    fontWeight: 'normal',
    position: 'sticky',
    top: 0,
    whiteSpace: 'nowrap',
    zIndex: 1,
  } as const;
}

/** Tables of sentences: columns as wide as their words, which break where they must. */
export function tableStyles(theme: GrafanaTheme2) {
  return {
    scroller: css({
      flex: '1 1 auto',
      minHeight: 0,
      overflow: 'auto',
      '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: -2 },
    }),
    table: css({
      borderCollapse: 'collapse',
      fontSize: theme.typography.bodySmall.fontSize,
      width: '100%',
      '& th, & td': { padding: theme.spacing(0.25, 1, 0.25, 0), textAlign: 'left', verticalAlign: 'top' },
      '& tbody th': { fontWeight: theme.typography.fontWeightMedium, minWidth: 110, wordBreak: 'break-word' },
      '& thead th': stickyHead(theme, theme.colors.background.primary),
      '& tbody tr:hover': { background: theme.colors.action.hover },
    }),
    number: css({ fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' }),
    quiet: css({ color: theme.colors.text.secondary }),
    wide: css({ minWidth: 180 }),
    link: css({ color: theme.colors.text.link, '&:hover': { textDecoration: 'underline' } }),
  };
}
