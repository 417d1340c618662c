import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { RadioButtonGroup, useStyles2 } from '@grafana/ui';
import React from 'react';
import type { Mode, SortBy } from '../options';

interface Props {
  readonly mode: Mode;
  readonly onMode: (mode: Mode) => void;
  readonly sortBy: SortBy;
  readonly onSortBy: (sortBy: SortBy) => void;
}

/** How breakers are shown, and which come first. */
export function Toolbar({ mode, onMode, sortBy, onSortBy }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.bar} role="toolbar" aria-label={t('breaker.toolbar.label', 'Controls of the breakers')}>
      <RadioButtonGroup<SortBy>
        size="sm"
        aria-label={t('breaker.options.sort', 'First comes')}
        value={sortBy}
        options={[
          { value: 'trouble', label: t('breaker.sort.trouble', 'Trouble') },
          { value: 'name', label: t('breaker.sort.name', 'Name') },
          { value: 'caller', label: t('breaker.sort.caller', 'Caller') },
        ]}
        onChange={onSortBy}
      />
      <RadioButtonGroup<Mode>
        size="sm"
        aria-label={t('breaker.options.mode', 'Show')}
        value={mode}
        options={[
          { value: 'lanes', label: t('breaker.mode.lanes', 'Lanes') },
          { value: 'tiles', label: t('breaker.mode.tiles', 'Tiles') },
          { value: 'table', label: t('breaker.mode.table', 'Table') },
        ]}
        onChange={onMode}
      />
    </div>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    bar: css({ alignItems: 'center', display: 'flex', flex: '0 0 auto', flexWrap: 'wrap', gap: theme.spacing(1) }),
  };
}
