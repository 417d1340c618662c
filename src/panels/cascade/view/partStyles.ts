import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';

/** What the parts beside the drawing have in common. */
export function partStyles(theme: GrafanaTheme2) {
  return {
    part: css({ fontSize: theme.typography.bodySmall.fontSize, '& b': { fontWeight: 500 } }),
    title: css({ fontSize: 'inherit', fontWeight: 500, margin: 0 }),
    list: css({
      display: 'grid',
      gap: theme.spacing(0, 2),
      gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 240px), 1fr))',
      listStyle: 'none',
    }),
    quiet: css({ color: theme.colors.text.secondary, margin: 0 }),
  };
}
