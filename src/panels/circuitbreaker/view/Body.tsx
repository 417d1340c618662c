import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import { Part } from '../../../ui';
import type { Mode } from '../options';
import { BreakersTable } from './BreakersTable';
import { ChangesTable } from './ChangesTable';
import { Findings } from './Findings';
import { Lanes } from './Lanes';
import { laneShape, lanesHeight } from './laneShape';
import { Tiles } from './Tiles';
import type { ViewProps } from './viewProps';

interface Props extends ViewProps {
  readonly mode: Mode;
  /** From here on findings stand beside the changes. */
  readonly wide: boolean;
}

/** Head, legend and footer of the panel, about. Pixels. */
const AROUND = 90;
/** Less than so much is no room for a table. Pixels. */
const LEAST_TABLE = 130;

/** Lanes, tiles or tables. Where lanes leave room, the changes and findings fill it. */
export function Body({ mode, wide, ...view }: Props) {
  const styles = useStyles2(getStyles);
  switch (mode) {
    case 'tiles':
      return <Tiles {...view} />;
    case 'table':
      return (
        <div className={styles.column}>
          <FindingsPart {...view} />
          <BreakersTable {...view} />
          <ChangesTable {...view} />
        </div>
      );
    case 'lanes': {
      const needed = heightOfLanes(view);
      const room = view.height - AROUND - needed;
      const findings = view.analysed.breakers.findings.length > 0;
      if (room < LEAST_TABLE) {
        return <Lanes {...view} />;
      }
      return (
        <div className={styles.column}>
          <div className={styles.lanes} style={{ height: needed }}>
            <Lanes {...view} />
          </div>
          <div className={cx(styles.rest, wide && styles.beside)}>
            <ChangesTable {...view} />
            {findings && (wide || room > 2 * LEAST_TABLE) && <FindingsPart {...view} />}
          </div>
        </div>
      );
    }
  }
}

function heightOfLanes({ lanes, options, height }: ViewProps): number {
  const counted = options.showCalls && lanes.some(({ breaker }) => breaker.calls !== undefined);
  return lanesHeight(lanes.length, laneShape(lanes.length, height - AROUND, counted));
}

function FindingsPart({ analysed, request }: ViewProps) {
  const styles = useStyles2(getStyles);
  const { findings } = analysed.breakers;
  return findings.length === 0 ? null : (
    <Part title={t('breaker.findings.title', 'Findings')} note={String(findings.length)} compact>
      <div
        className={styles.scroller}
        tabIndex={0}
        role="region"
        aria-label={t('breaker.findings.label', 'List of findings')}
      >
        <Findings findings={findings} source={{ frameOf: analysed.reading.frameOf, request }} />
      </div>
    </Part>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    column: css({
      display: 'flex',
      flex: '1 1 auto',
      flexDirection: 'column',
      gap: theme.spacing(1),
      minHeight: 0,
      minWidth: 0,
    }),
    lanes: css({ display: 'flex', flex: '0 0 auto', flexDirection: 'column' }),
    rest: css({
      display: 'flex',
      flex: '1 1 0',
      flexDirection: 'column',
      gap: theme.spacing(1),
      minHeight: 0,
    }),
    beside: css({
      flexDirection: 'row',
      gap: theme.spacing(2),
      '& > section:nth-of-type(2)': { flex: '0 1 34%', maxHeight: 'none' },
    }),
    scroller: css({
      flex: '1 1 auto',
      minHeight: 0,
      overflow: 'auto',
      '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: -2 },
    }),
  };
}
