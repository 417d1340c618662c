import React, { useMemo } from 'react';
import { css } from '@emotion/css';
import { dateTimeFormat, type GrafanaTheme2, PluginExtensionPoints } from '@grafana/data';
import { usePluginLinks } from '@grafana/runtime';
import { Badge, TextLink, useStyles2 } from '@grafana/ui';
import { useParams } from 'react-router';
import { type Alert, type KnownRule, useRules } from '../alerting/rules';
import { Chrome } from '../chrome/Chrome';
import { Problem } from './Problem';

/** `/alerting/grafana/<uid>/view`: an alert rule, its instances, and where their annotations lead. */
export function RulePage() {
  const { uid = '' } = useParams();
  const known = useRules();
  const rule = known.kind === 'known' ? known.rules.find((each) => each.uid === uid) : undefined;
  return (
    <Chrome crumbs={[{ text: 'Home', url: '/' }, { text: 'Alert rules' }, { text: rule?.name ?? uid }]}>
      {known.kind === 'failed' && <Problem title="The alert rules cannot be read" error={known.error} />}
      {known.kind === 'known' && rule === undefined && <Problem title="No such alert rule" error={uid} />}
      {rule !== undefined && <RuleView rule={rule} />}
    </Chrome>
  );
}

function RuleView({ rule }: { readonly rule: KnownRule }) {
  const styles = useStyles2(getStyles);
  const active = rule.alerts.filter(({ state }) => state !== 'Normal');
  return (
    <main className={styles.page}>
      <h1>{rule.name}</h1>
      <pre>{rule.query}</pre>
      {active.length === 0 && <p>No instance of this rule is active.</p>}
      {active.map((alert) => (
        <Instance key={JSON.stringify(alert.labels)} alert={alert} rule={rule} />
      ))}
    </main>
  );
}

function Instance({ alert, rule }: { readonly alert: Alert; readonly rule: KnownRule }) {
  const styles = useStyles2(getStyles);
  const context = useMemo(() => ({ instance: alert, rule }), [alert, rule]);
  const { links } = usePluginLinks({ extensionPointId: PluginExtensionPoints.AlertInstanceAction, context });
  const name = Object.entries(alert.labels)
    .filter(([label]) => !isGrafanas(label))
    .map(([label, value]) => `${label}=${value}`)
    .join(', ');
  const { __dashboardUid__: dashboard } = alert.annotations;
  return (
    <section aria-label={name} className={styles.instance}>
      <h2 className={styles.name}>
        <Badge text={alert.state} color={alert.state === 'Alerting' ? 'red' : 'orange'} /> {name}
      </h2>
      <p>since {dateTimeFormat(alert.activeAt)}</p>
      <dl className={styles.annotations}>
        {Object.entries(alert.annotations)
          .filter(([annotation]) => !isGrafanas(annotation))
          .map(([annotation, text]) => (
            <React.Fragment key={annotation}>
              <dt>{annotation}</dt>
              <dd>{/^(https?:\/)?\/\S+$/.test(text) ? <TextLink href={inPage(text)}>{text}</TextLink> : text}</dd>
            </React.Fragment>
          ))}
      </dl>
      {dashboard !== undefined && (
        <TextLink href={`/d/${dashboard}`} inline={false}>
          View dashboard
        </TextLink>
      )}
      {links.map(({ id, title, path }) => (
        <TextLink key={id} href={path ?? ''} inline={false}>
          {title}
        </TextLink>
      ))}
    </section>
  );
}

/** Names in two underscores are for Grafana alone, which shows none of them. */
function isGrafanas(name: string): boolean {
  return name.startsWith('__');
}

/** Annotations carry whole addresses, for e-mails too; the host of a Grafana is this page here. */
function inPage(text: string): string {
  return text.replace(/^https?:\/\/[^/]+/, '');
}

function getStyles(theme: GrafanaTheme2) {
  return {
    page: css({ padding: theme.spacing(4), maxWidth: 1000 }),
    instance: css({
      background: theme.colors.background.primary,
      border: `1px solid ${theme.colors.border.weak}`,
      padding: theme.spacing(2),
      marginTop: theme.spacing(2),
      overflowWrap: 'anywhere',
    }),
    name: css({ fontSize: theme.typography.h5.fontSize }),
    annotations: css({
      display: 'grid',
      gridTemplateColumns: 'max-content 1fr',
      columnGap: theme.spacing(2),
      '& > dt': { color: theme.colors.text.secondary },
      '& > dd': { margin: 0 },
    }),
  };
}
