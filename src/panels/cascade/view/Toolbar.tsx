import { t } from '@grafana/i18n';
import { InlineSwitch, RadioButtonGroup } from '@grafana/ui';
import React from 'react';
import type { Mode } from '../options';

interface Props {
  readonly mode: Mode;
  readonly onMode: (mode: Mode) => void;
  readonly untouched: boolean;
  readonly onUntouched: (shown: boolean) => void;
}

/** How the cascade is shown. */
export function Toolbar({ mode, onMode, untouched, onUntouched }: Props) {
  return (
    <div
      role="toolbar"
      aria-label={t('cascade.toolbar.label', 'Controls of the cascade')}
      style={{ alignItems: 'center', display: 'flex', gap: 8 }}
    >
      <InlineSwitch
        label={t('cascade.toolbar.untouched', 'All services')}
        showLabel
        transparent
        value={untouched}
        onChange={({ currentTarget }) => onUntouched(currentTarget.checked)}
      />
      <RadioButtonGroup<Mode>
        size="sm"
        aria-label={t('cascade.options.mode', 'Show')}
        value={mode}
        options={[
          { value: 'graph', label: t('cascade.mode.graph', 'Graph') },
          { value: 'table', label: t('cascade.mode.table', 'Table') },
        ]}
        onChange={onMode}
      />
    </div>
  );
}
