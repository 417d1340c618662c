import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { RadioButtonGroup, useStyles2 } from '@grafana/ui';
import React from 'react';
import type { PartName } from '../options';

/** How the parts are shown. */
export type Shape = 'drawing' | 'table';

interface Props {
  readonly part: PartName | undefined;
  readonly onPart: (part: PartName) => void;
  readonly shape: Shape;
  readonly onShape: (shape: Shape) => void;
}

/** Which part, where there is room for one only; drawing or table. */
export function Toolbar({ part, onPart, shape, onShape }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.bar} role="toolbar" aria-label={t('clockskew.toolbar.label', 'Controls of the clocks')}>
      {part !== undefined && (
        <RadioButtonGroup<PartName>
          size="sm"
          aria-label={t('clockskew.toolbar.part', 'What is shown')}
          value={part}
          options={[
            { value: 'pairs', label: t('clockskew.part.pairs', 'Node by node') },
            { value: 'time', label: t('clockskew.part.time', 'Over time') },
            { value: 'clocks', label: t('clockskew.part.clocks', 'Clocks') },
            { value: 'violations', label: t('clockskew.part.violations', 'Out of order') },
          ]}
          onChange={onPart}
        />
      )}
      <RadioButtonGroup<Shape>
        size="sm"
        aria-label={t('clockskew.toolbar.shape', 'Drawing or table')}
        value={shape}
        options={[
          { value: 'drawing', label: t('clockskew.toolbar.drawing', 'Drawing') },
          { value: 'table', label: t('clockskew.toolbar.table', 'Table') },
        ]}
        onChange={onShape}
      />
    </div>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    bar: css({ alignItems: 'center', display: 'flex', flex: '0 0 auto', flexWrap: 'wrap', gap: theme.spacing(1) }),
  };
}
