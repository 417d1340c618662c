import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';

/**
 * Lines on one time axis: a scroller with a layer that stays in sight; in it names at the left, and at the right the plot
 * on which a stretch can be dragged out.
 */
export function plotStyles(theme: GrafanaTheme2) {
  return {
    root: css({ display: 'flex', flex: '1 1 auto', flexDirection: 'column', minHeight: 0, minWidth: 0 }),
    scroller: css({
      borderTop: `1px solid ${theme.colors.border.weak}`,
      flex: '1 1 auto',
      minHeight: 0,
      overflowX: 'hidden',
      overflowY: 'auto',
      '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: -2 },
    }),
    layer: css({ overflow: 'hidden', position: 'sticky', top: 0 }),
    names: css({ bottom: 0, left: 0, overflow: 'hidden', position: 'absolute', top: 0 }),
    plot: css({
      bottom: 0,
      cursor: 'crosshair',
      position: 'absolute',
      top: 0,
      touchAction: 'pan-y',
      userSelect: 'none',
      '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: -2 },
    }),
    brush: css({
      background: theme.colors.action.selected,
      borderLeft: `1px solid ${theme.colors.primary.main}`,
      borderRight: `1px solid ${theme.colors.primary.main}`,
      bottom: 0,
      pointerEvents: 'none',
      position: 'absolute',
      top: 0,
    }),
  };
}
