import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, type IconName, Spinner, useStyles2 } from '@grafana/ui';
import React, { type ReactNode } from 'react';

/** Why there is nothing to draw. */
export type StateKind = 'loading' | 'empty' | 'failed' | 'forbidden' | 'unreadable';

interface Props {
  readonly kind: StateKind;
  /** What is the case, in a few words. */
  readonly title: string;
  /** What is known: what was asked, where, when, what came back. */
  readonly known: readonly string[];
  /** What the reader can do. */
  readonly advice?: readonly string[];
  /** More of what is known: the join report. */
  readonly children?: ReactNode;
}

const ICONS: Readonly<Record<Exclude<StateKind, 'loading'>, IconName>> = {
  empty: 'search',
  failed: 'exclamation-triangle',
  forbidden: 'lock',
  unreadable: 'question-circle',
};

/** A panel that has nothing to draw says what it knows and what to do. */
export function StateMessage({ kind, title, known, advice = [], children }: Props) {
  const styles = useStyles2(getStyles);
  const urgent = kind === 'failed' || kind === 'forbidden';
  return (
    <div className={styles.box} role={urgent ? 'alert' : 'status'} data-testid={`clew-state ${kind}`}>
      <div className={styles.inner}>
        <div className={styles.title}>
          {kind === 'loading' ? <Spinner inline /> : <Icon name={ICONS[kind]} />}
          <span>{title}</span>
        </div>
        {known.map((line) => (
          <p key={line} className={styles.known}>
            {line}
          </p>
        ))}
        {children}
        {advice.length > 0 && (
          <ul className={styles.advice}>
            {advice.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    box: css({
      display: 'flex',
      height: '100%',
      overflow: 'auto',
      padding: theme.spacing(1),
    }),
    // In the middle by its margins: what is longer than the box can be scrolled to from its first line to its last.
    inner: css({ margin: 'auto', maxWidth: 640 }),
    title: css({
      alignItems: 'center',
      color: theme.colors.text.primary,
      display: 'flex',
      fontSize: theme.typography.h5.fontSize,
      gap: theme.spacing(1),
      marginBottom: theme.spacing(1),
    }),
    known: css({ color: theme.colors.text.secondary, margin: theme.spacing(0, 0, 0.5), overflowWrap: 'anywhere' }),
    advice: css({ color: theme.colors.text.primary, margin: theme.spacing(1, 0, 0), paddingLeft: theme.spacing(2.5) }),
  };
}
