import React from 'react';
import { css } from '@emotion/css';
import { dateTimeFormat, type GrafanaTheme2, type PanelProps } from '@grafana/data';
import { Badge, Icon, ScrollContainer, TextLink, useStyles2 } from '@grafana/ui';
import { type Alert, type KnownRule, ruleAddress, useRules } from '../alerting/rules';
import { Problem } from '../pages/Problem';

interface Options {
  readonly stateFilter?: { readonly firing?: boolean; readonly pending?: boolean; readonly normal?: boolean };
  readonly folder?: { readonly title?: string } | null;
  readonly maxItems?: number;
  readonly showInstances?: boolean;
}

const SHOWN_AS = { firing: 'Firing', pending: 'Pending', inactive: 'Normal' } as const;
const COLOURS = { firing: 'red', pending: 'orange', inactive: 'green' } as const;

/** The alert list: rules by state, each leading to its rule, with the instances that are active. */
export function AlertListStandIn({ options, timeZone }: PanelProps<Options>) {
  const styles = useStyles2(getStyles);
  const known = useRules();
  if (known.kind === 'failed') {
    return <Problem title="The alert rules cannot be read" error={known.error} />;
  }
  const rules = known.kind === 'known' ? known.rules.filter((rule) => isWanted(rule, options)) : [];
  if (known.kind === 'known' && rules.length === 0) {
    return <div className={styles.none}>No alerts matching filters</div>;
  }
  return (
    <ScrollContainer>
      <ol className={styles.list} aria-label="Alerts">
        {rules.slice(0, options.maxItems).map((rule) => (
          <li key={rule.uid} className={styles.rule}>
            <div className={styles.head}>
              <Icon
                name={rule.state === 'inactive' ? 'check-circle' : 'exclamation-circle'}
                className={styles[rule.state]}
              />
              <TextLink href={ruleAddress(rule)}>{rule.name}</TextLink>
              <Badge text={SHOWN_AS[rule.state]} color={COLOURS[rule.state]} />
              <span className={styles.since}>{since(rule, timeZone)}</span>
            </div>
            {options.showInstances !== false && (
              <ul className={styles.instances}>
                {active(rule).map((alert) => (
                  <li key={JSON.stringify(alert.labels)}>{namesOf(alert)}</li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ol>
    </ScrollContainer>
  );
}

function isWanted({ state, folder }: KnownRule, { stateFilter, folder: wanted }: Options): boolean {
  const { firing = true, pending = true, normal = false } = stateFilter ?? {};
  const byState = { firing, pending, inactive: normal };
  return byState[state] && (wanted?.title === undefined || wanted.title === folder);
}

function active({ alerts }: KnownRule): readonly Alert[] {
  return alerts.filter(({ state }) => state !== 'Normal');
}

function since(rule: KnownRule, timeZone: string): string {
  const [first] = active(rule)
    .map(({ activeAt }) => activeAt)
    .sort();
  return first === undefined ? '' : `since ${dateTimeFormat(first, { timeZone, format: 'HH:mm:ss' })}`;
}

/** What tells an instance from the others of its rule; names in two underscores are Grafana's own, which it hides. */
function namesOf({ labels }: Alert): string {
  const { alertname, grafana_folder, severity, ...own } = labels;
  return Object.entries(own)
    .filter(([name]) => !name.startsWith('__'))
    .map(([name, value]) => `${name}=${value}`)
    .join(', ');
}

function getStyles(theme: GrafanaTheme2) {
  return {
    list: css({ listStyle: 'none' }),
    rule: css({ padding: theme.spacing(1), borderBottom: `1px solid ${theme.colors.border.weak}` }),
    head: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: theme.spacing(1) }),
    instances: css({
      listStyle: 'none',
      marginLeft: theme.spacing(3),
      color: theme.colors.text.secondary,
      fontSize: theme.typography.bodySmall.fontSize,
    }),
    since: css({ color: theme.colors.text.secondary }),
    firing: css({ color: theme.colors.error.text }),
    pending: css({ color: theme.colors.warning.text }),
    inactive: css({ color: theme.colors.success.text }),
    none: css({ color: theme.colors.text.secondary, textAlign: 'center', padding: theme.spacing(4) }),
  };
}
