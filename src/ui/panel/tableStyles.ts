import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';

/** What the tables of the panel have in common. */
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
      '& thead th': {
        background: theme.colors.background.primary,
        boxShadow: `inset 0 -1px 0 ${theme.colors.border.weak}`,
        color: theme.colors.text.secondary,
        fontWeight: 'normal',
        position: 'sticky',
        top: 0,
        whiteSpace: 'nowrap',
        zIndex: 1,
      },
      '& tbody tr:hover': { background: theme.colors.action.hover },
    }),
    number: css({ fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' }),
    quiet: css({ color: theme.colors.text.secondary }),
    wide: css({ minWidth: 180 }),
    link: css({ color: theme.colors.text.link, '&:hover': { textDecoration: 'underline' } }),
  };
}
