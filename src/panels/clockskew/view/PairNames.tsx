import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import React, { useMemo } from 'react';
import { type PixelSize, raw } from '../../../ui';
import { abbreviated, shortNames } from './names';
import type { Cell } from './pairCells';
import { CHARACTER, lengthOf, type PairShape } from './pairShape';

const LARGEST_NAME = 12;

interface Props extends PairShape {
  readonly nodes: readonly string[];
  readonly scroll: { readonly left: number; readonly top: number };
  /** What can be seen of the cells. */
  readonly inner: PixelSize;
  readonly shown: Cell | undefined;
}

/** Names of the rows and of the columns on the screen; where cells are narrow, those of columns stand upright. */
export function PairNames({ nodes, names, head, cellWidth, cellHeight, steep, scroll, inner, shown }: Props) {
  const styles = useStyles2(getStyles);
  const letters = (pixels: number) => Math.max(2, Math.floor(pixels / CHARACTER));
  const [left, top] = useMemo(() => {
    const whole = shortNames(nodes, false);
    const parts = shortNames(nodes, true);
    return [lengthOf(whole) <= names ? whole : parts, !steep && lengthOf(whole) <= cellWidth ? whole : parts];
  }, [nodes, names, steep, cellWidth]);
  return (
    <>
      <div className={styles.box} style={{ left: 0, top: head, width: names, height: inner.height }}>
        {nodes.map((name, at) => {
          const y = at * cellHeight - scroll.top;
          return y < -cellHeight || y > inner.height ? null : (
            <div
              key={name}
              title={name}
              className={cx(styles.name, shown?.row === at && styles.shown)}
              style={{
                top: y,
                fontSize: Math.min(LARGEST_NAME, cellHeight - 2),
                height: cellHeight,
                lineHeight: `${cellHeight}px`,
                width: names,
              }}
            >
              {abbreviated(left[at] ?? name, letters(names - 8))}
            </div>
          );
        })}
      </div>
      <div className={styles.box} style={{ left: names, top: 0, width: inner.width, height: head }}>
        {nodes.map((name, at) => {
          const x = at * cellWidth - scroll.left;
          return x < -cellWidth || x > inner.width ? null : (
            <div
              key={name}
              title={name}
              className={cx(styles.column, steep && styles.steep, shown?.column === at && styles.shown)}
              style={{ left: x, fontSize: Math.min(LARGEST_NAME, cellWidth - 2), width: cellWidth, height: head }}
            >
              {abbreviated(top[at] ?? name, letters(steep ? head - 8 : cellWidth - 4))}
            </div>
          );
        })}
      </div>
      <div className={styles.corner} style={{ width: names, height: head }} aria-hidden="true">
        {names > 90 && t('clockskew.pairs.corner', '{{of}} − {{against}}', raw({ of: '→', against: '↓' }))}
      </div>
    </>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    box: css({ overflow: 'hidden', position: 'absolute' }),
    name: css({
      color: theme.colors.text.secondary,
      overflow: 'hidden',
      paddingRight: 6,
      position: 'absolute',
      textAlign: 'right',
      whiteSpace: 'nowrap',
    }),
    column: css({
      color: theme.colors.text.secondary,
      lineHeight: '18px',
      overflow: 'hidden',
      position: 'absolute',
      textAlign: 'center',
      whiteSpace: 'nowrap',
    }),
    steep: css({
      alignItems: 'center',
      display: 'flex',
      justifyContent: 'flex-start',
      lineHeight: 1,
      paddingTop: 4,
      transform: 'rotate(180deg)',
      writingMode: 'vertical-rl',
    }),
    shown: css({ color: theme.colors.text.maxContrast, fontWeight: theme.typography.fontWeightMedium }),
    corner: css({
      color: theme.colors.text.disabled,
      fontSize: theme.typography.bodySmall.fontSize,
      left: 0,
      paddingRight: 6,
      position: 'absolute',
      textAlign: 'right',
      top: 0,
    }),
  };
}
