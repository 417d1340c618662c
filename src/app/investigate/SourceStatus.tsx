import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Icon, Spinner, TextLink, useStyles2 } from '@grafana/ui';
import React, { useEffect, useState } from 'react';
import { askHealth, type ClewSource, type Health, type Linked } from './sources';

/** One Clew data source: the sources it asks, and how each of them is. */
export function SourceStatus({ source }: { readonly source: ClewSource }) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.card}>
      <h3 className={styles.name}>
        <TextLink href={`/connections/datasources/edit/${source.uid}`} inline={false}>
          {source.name}
        </TextLink>
      </h3>
      {source.linked.length === 0 ? (
        <p>
          {t('investigate.sources.none', 'Nothing is linked yet: open its settings and link a trace or log source.')}
        </p>
      ) : (
        <ul className={styles.list}>
          {source.linked.map((linked) => (
            <LinkedSource key={`${linked.signal} ${linked.uid}`} linked={linked} />
          ))}
        </ul>
      )}
    </div>
  );
}

function LinkedSource({ linked }: { readonly linked: Linked }) {
  const styles = useStyles2(getStyles);
  const { settings, signal, uid } = linked;
  const health = useHealth(linked);
  return (
    <li className={styles.row} data-testid={`clew-source ${uid}`}>
      <HealthMark health={health} />
      <span className={styles.source}>
        <span>{settings?.name ?? uid}</span>
        <span className={styles.signal}>{signalName(signal)}</span>
        {health.state === 'ill' && <span className={styles.message}>{health.message}</span>}
      </span>
    </li>
  );
}

function HealthMark({ health }: { readonly health: Health }) {
  const styles = useStyles2(getStyles);
  switch (health.state) {
    case 'asking':
      return <Spinner inline />;
    case 'well':
      return (
        <span role="img" aria-label={t('investigate.health.well', 'Works')}>
          <Icon name="check-circle" className={styles.well} />
        </span>
      );
    case 'ill':
      return (
        <span role="img" aria-label={t('investigate.health.ill', 'Does not work')}>
          <Icon name="exclamation-triangle" className={styles.ill} />
        </span>
      );
  }
}

function useHealth({ uid, settings }: Linked): Health {
  const [health, setHealth] = useState<Health>({ state: 'asking' });
  const there = settings !== undefined;
  useEffect(() => {
    let current = true;
    if (there) {
      void askHealth(uid).then((answer) => current && setHealth(answer));
    }
    return () => {
      current = false;
    };
  }, [uid, there]);
  return there
    ? health
    : {
        state: 'ill',
        message: t('investigate.health.gone', 'It was deleted, or you may not query it: ask an administrator.'),
      };
}

function signalName(signal: Linked['signal']): string {
  switch (signal) {
    case 'traces':
      return t('investigate.signal.traces', 'traces');
    case 'logs':
      return t('investigate.signal.logs', 'logs');
    case 'metrics':
      return t('investigate.signal.metrics', 'metrics');
  }
}

function getStyles(theme: GrafanaTheme2) {
  return {
    card: css({
      background: theme.colors.background.secondary,
      borderRadius: theme.shape.radius.default,
      marginBottom: theme.spacing(2),
      padding: theme.spacing(2),
    }),
    name: css({ fontSize: theme.typography.h5.fontSize }),
    list: css({ listStyle: 'none' }),
    row: css({ alignItems: 'baseline', display: 'flex', gap: theme.spacing(1), padding: theme.spacing(0.5, 0) }),
    source: css({ display: 'flex', flexWrap: 'wrap', columnGap: theme.spacing(1) }),
    signal: css({ color: theme.colors.text.secondary }),
    message: css({ color: theme.colors.error.text, flexBasis: '100%', overflowWrap: 'anywhere' }),
    well: css({ color: theme.colors.success.text }),
    ill: css({ color: theme.colors.error.text }),
  };
}
