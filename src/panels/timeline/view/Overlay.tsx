import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import { type Brush, xOf } from '../../../ui';
import { itemRect } from '../viewModel';
import type { SceneState } from './useScene';

interface Props {
  readonly scene: SceneState;
  /** View time of the crosshair: the pointer's, or another panel's. */
  readonly crosshair: number | undefined;
  readonly brush: Brush | undefined;
  /** Items with a ring: what the keyboard stands on, and what is open. */
  readonly focus: number;
  readonly open: number;
}

const RING = 3;

/** What moves over the drawing without it being drawn again. */
export function Overlay({ scene, crosshair, brush, focus, open }: Props) {
  const styles = useStyles2(getStyles);
  const { input, window } = scene;
  const x = crosshair === undefined ? -1 : xOf(crosshair, window, input.width);
  return (
    <>
      {x >= 0 && x <= input.width && (
        <div className={styles.crosshair} style={{ left: x }} data-testid="clew-crosshair" />
      )}
      {brush !== undefined && (
        <div
          className={styles.brush}
          style={{ left: brush.from, width: brush.to - brush.from }}
          data-testid="clew-brush"
        />
      )}
      <Ring scene={scene} item={open} className={styles.open} />
      <Ring scene={scene} item={focus} className={styles.focus} />
    </>
  );
}

function Ring({
  scene,
  item,
  className,
}: {
  readonly scene: SceneState;
  readonly item: number;
  readonly className: string;
}) {
  const rect = item < 0 ? undefined : itemRect(scene.input, scene.scene, item);
  if (rect === undefined) {
    return null;
  }
  const from = Math.max(-RING, rect.x - RING);
  const to = Math.min(scene.input.width + RING, rect.x + rect.width + RING);
  return to <= from ? null : (
    <div
      className={className}
      style={{ left: from, top: rect.y - RING, width: to - from, height: rect.height + 2 * RING }}
    />
  );
}

function getStyles(theme: GrafanaTheme2) {
  const layer = { pointerEvents: 'none', position: 'absolute' } as const;
  const ring = { ...layer, borderRadius: theme.shape.radius.default };
  return {
    crosshair: css({ ...layer, borderLeft: `1px dashed ${theme.colors.text.secondary}`, bottom: 0, top: 0, width: 0 }),
    brush: css({ ...layer, background: theme.colors.action.selected, bottom: 0, top: 0 }),
    open: css({ ...ring, border: `1px solid ${theme.colors.text.maxContrast}` }),
    focus: css({ ...ring, border: `2px solid ${theme.colors.primary.main}` }),
  };
}
