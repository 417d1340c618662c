import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { stickyHead } from '../../../ui';
import { GROUND } from './look';

/** Tables of figures: rows of one height that can be chosen, names cut, numbers one below the other. */
export function rowTableStyles(theme: GrafanaTheme2) {
  return {
    scroller: css({ flex: '1 1 auto', minHeight: 0, overflow: 'auto' }),
    table: css({
      borderCollapse: 'collapse',
      fontSize: theme.typography.bodySmall.fontSize,
      tableLayout: 'fixed',
      width: '100%',
      '& thead th': { ...stickyHead(theme, GROUND), height: 24, overflow: 'hidden', textOverflow: 'ellipsis' },
    }),
    row: css({
      cursor: 'pointer',
      height: 24,
      '&:hover, &[aria-selected="true"]': { background: theme.colors.action.hover },
      '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: -2 },
    }),
    name: css({
      fontWeight: 'normal',
      overflow: 'hidden',
      paddingRight: theme.spacing(1),
      textOverflow: 'ellipsis',
      whiteSpace: 'nowrap',
    }),
    number: css({
      fontVariantNumeric: 'tabular-nums',
      paddingLeft: theme.spacing(1),
      textAlign: 'right',
      whiteSpace: 'nowrap',
    }),
    quiet: css({ color: theme.colors.text.secondary }),
    worse: css({ color: theme.colors.error.text }),
    better: css({ color: theme.colors.success.text }),
    chip: css({
      borderRadius: 1,
      display: 'inline-block',
      height: 14,
      marginRight: 6,
      verticalAlign: 'middle',
      width: 3,
    }),
  };
}
