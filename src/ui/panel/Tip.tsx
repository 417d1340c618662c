import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Portal, useStyles2, VizTooltipContainer } from '@grafana/ui';
import React from 'react';
import { type Fact, Facts } from '../Facts';

interface Props {
  readonly point: { readonly clientX: number; readonly clientY: number };
  readonly title: string;
  readonly colour?: string;
  readonly facts: readonly Fact[];
  readonly aside?: string;
}

const OFFSET = { x: 12, y: 12 };

/** A tooltip as Grafana's own panels have one: a name, and facts. */
export function Tip({ point, title, colour, facts, aside }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <Portal>
      <VizTooltipContainer position={{ x: point.clientX, y: point.clientY }} offset={OFFSET}>
        <div className={styles.tip} data-testid="clew-tooltip">
          <div className={styles.title}>
            {colour !== undefined && <span className={styles.chip} style={{ backgroundColor: colour }} />}
            <span className={styles.name}>{title}</span>
            <span className={styles.aside}>{aside}</span>
          </div>
          <Facts facts={facts} />
        </div>
      </VizTooltipContainer>
    </Portal>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    tip: css({ maxWidth: 440, minWidth: 200 }),
    title: css({
      alignItems: 'center',
      display: 'flex',
      gap: theme.spacing(1),
      marginBottom: theme.spacing(0.5),
      overflowWrap: 'anywhere',
    }),
    name: css({ flex: '1 1 auto', fontWeight: theme.typography.fontWeightMedium }),
    aside: css({ color: theme.colors.text.secondary, fontVariantNumeric: 'tabular-nums' }),
    chip: css({ borderRadius: 2, flex: '0 0 auto', height: 13, width: 4 }),
  };
}
