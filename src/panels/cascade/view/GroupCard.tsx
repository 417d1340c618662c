import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import { raw } from '../../../ui';
import type { Group, PlacedNode } from '../viewModel';

interface Props {
  readonly box: PlacedNode;
  readonly group: Group;
  readonly stop: boolean;
  readonly onOpen: (id: string) => void;
  readonly onFocus: (id: string) => void;
}

/** Services that nothing happened to, as one box that opens. */
export function GroupCard({ box, group, stop, onOpen, onFocus }: Props) {
  const styles = useStyles2(getStyles);
  const { title, members } = group;
  const name = title === '' ? t('cascade.group.others', 'others') : `${title}…`;
  const count = t('cascade.group.count', '{{count}} services, as usual', {
    count: members.length,
    defaultValue_one: 'one service, as usual',
  });
  return (
    <button
      type="button"
      className={styles.group}
      style={{ left: box.x, top: box.y, width: box.width, height: box.height }}
      tabIndex={stop ? 0 : -1}
      aria-label={t('cascade.group.open', '{{name}}: {{count}}. Show them one by one', raw({ name, count }))}
      data-testid={`clew-group ${title}`}
      onClick={() => onOpen(group.id)}
      onFocus={() => onFocus(group.id)}
    >
      <span className={styles.name}>{name}</span>
      <span>{count}</span>
    </button>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    group: css({
      background: theme.colors.background.primary,
      border: `1px dashed ${theme.colors.border.medium}`,
      borderRadius: theme.shape.radius.default,
      color: theme.colors.text.secondary,
      display: 'flex',
      flexDirection: 'column',
      fontSize: theme.typography.bodySmall.fontSize,
      justifyContent: 'center',
      padding: '4px 9px',
      position: 'absolute',
      textAlign: 'left',
      '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: 2 },
    }),
    name: css({
      fontWeight: theme.typography.fontWeightMedium,
      overflow: 'hidden',
      textOverflow: 'ellipsis',
      whiteSpace: 'nowrap',
    }),
  };
}
