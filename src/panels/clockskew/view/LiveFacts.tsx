import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import type { Fact } from '../../../ui';

interface Props {
  /** What the keyboard stands on; `undefined` for nothing. */
  readonly title: string | undefined;
  readonly facts: readonly Fact[];
  readonly testId: string;
}

/** Below a drawing: what is known of the cell or moment under the keyboard, for everybody. */
export function LiveFacts({ title, facts, testId }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.live} aria-live="polite" data-testid={testId}>
      {title !== undefined && (
        <>
          <b>{title}</b> {facts.map(({ name, value }) => `${name}: ${value}`).join(' · ')}
        </>
      )}
    </div>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    live: css({
      color: theme.colors.text.secondary,
      flex: '0 0 auto',
      fontSize: theme.typography.bodySmall.fontSize,
      maxHeight: 34,
      overflow: 'hidden',
      '& b': { color: theme.colors.text.primary, fontWeight: theme.typography.fontWeightMedium },
    }),
  };
}
