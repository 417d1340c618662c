import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import type { Timeline } from '../viewModel';
import type { SceneState } from './useScene';
import { failureText, tearText } from './words';

interface Props {
  readonly timeline: Timeline;
  readonly scene: SceneState;
  readonly left: number;
  readonly onOpen: (item: number) => void;
}

/** Words for what runs through all lanes: the first failure, and where an answer was cut. */
export function MarkerBand({ timeline, scene, left, onOpen }: Props) {
  const styles = useStyles2(getStyles);
  const { failureX, tears } = scene.scene;
  const { width } = scene.input;
  const failure = timeline.firstFailure;
  return (
    <div className={styles.band} style={{ marginLeft: left, width }}>
      {failure !== undefined && failureX !== undefined && (
        <button
          type="button"
          className={styles.failure}
          style={beside(failureX, width)}
          onClick={() => onOpen(failure.item)}
        >
          {failureText(timeline, failure)}
        </button>
      )}
      {tears.map(({ tear, x }) => (
        <span key={`${tear.signal} ${tear.time}`} className={styles.tear} style={beside(x, width)}>
          {tearText(tear)}
        </span>
      ))}
    </div>
  );
}

/** On the side where there is more room. */
function beside(x: number, width: number): { left: number; maxWidth: number } | { right: number; maxWidth: number } {
  return x > width / 2 ? { right: width - x + 5, maxWidth: x - 5 } : { left: x + 5, maxWidth: width - x - 5 };
}

function getStyles(theme: GrafanaTheme2) {
  const text = {
    fontSize: theme.typography.bodySmall.fontSize,
    lineHeight: '18px',
    overflow: 'hidden',
    position: 'absolute',
    textOverflow: 'ellipsis',
    top: 0,
    whiteSpace: 'nowrap',
  } as const;
  return {
    band: css({ flex: '0 0 auto', height: 18, overflow: 'hidden', position: 'relative' }),
    failure: css({
      ...text,
      background: 'none',
      border: 'none',
      color: theme.colors.error.text,
      padding: 0,
      '&:hover': { textDecoration: 'underline' },
      '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: -2 },
    }),
    tear: css({ ...text, color: theme.colors.warning.text }),
  };
}
