import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { IconButton, useStyles2 } from '@grafana/ui';
import React, { useEffect, useMemo, useRef } from 'react';
import { type Fact, Facts } from '../../../ui';
import { type OneTrace, spanLinks } from '../viewModel';
import { serviceOf, spanFacts } from './facts';
import { LinkRow } from './LinkRow';
import type { ViewProps } from './viewProps';

interface Props extends ViewProps {
  readonly one: OneTrace;
  readonly row: number;
  readonly narrow: boolean;
}

/** Everything known of one span, and where to go from it. It lies over the drawing and moves nothing. */
export function Details({ one, row, narrow, frames, look, words, timeZone, dispatch }: Props) {
  const styles = useStyles2(getStyles);
  const box = useRef<HTMLDivElement>(null);
  const { trace } = one;
  const spanId = trace.spanId[row] ?? '';
  const links = useMemo(() => spanLinks(frames, trace.traceId, spanId), [frames, trace, spanId]);
  useEffect(() => box.current?.focus(), [spanId]);
  const title = words.operation(trace.operation[row] ?? '');
  const close = () => dispatch({ kind: 'open', span: undefined });
  return (
    <div
      ref={box}
      className={cx(styles.box, narrow ? styles.below : styles.aside)}
      role="dialog"
      aria-label={t('criticalpath.details.label', 'Span: {{title}}', { title })}
      tabIndex={-1}
      data-testid="clew-details"
      onKeyDown={(event) => event.key === 'Escape' && close()}
    >
      <div className={styles.head}>
        <span className={styles.chip} style={{ backgroundColor: look.service(serviceOf(one, row)).line }} />
        <div className={styles.title}>{title}</div>
        <IconButton name="times" aria-label={t('criticalpath.details.close', 'Close')} onClick={close} />
      </div>
      <LinkRow links={links} />
      <Facts facts={spanFacts(one, row, words, timeZone)} />
      {sections(one, row).map(({ name, rows }) => (
        <section key={name} className={styles.section}>
          <h6 className={styles.heading}>{name}</h6>
          <Facts facts={rows} />
        </section>
      ))}
    </div>
  );
}

interface Section {
  readonly name: string;
  readonly rows: readonly Fact[];
}

function sections({ trace }: OneTrace, row: number): readonly Section[] {
  const { details } = trace;
  const fact = ({ key, value }: { readonly key: string; readonly value: unknown }): Fact => ({
    name: key,
    value: typeof value === 'string' ? value : (JSON.stringify(value) ?? ''),
  });
  return [
    { name: t('criticalpath.details.attributes', 'Attributes'), rows: details.attributes(row).map(fact) },
    {
      name: t('criticalpath.details.events', 'Events'),
      rows: details.events(row).flatMap((event) => [{ name: event.name, value: '' }, ...event.attributes.map(fact)]),
    },
    { name: t('criticalpath.details.resource', 'Resource'), rows: details.resource(row).map(fact) },
    {
      name: t('criticalpath.details.ids', 'IDs'),
      rows: [
        { name: t('criticalpath.details.trace-id', 'Trace'), value: trace.traceId },
        { name: t('criticalpath.details.span-id', 'Span'), value: trace.spanId[row] ?? '' },
      ],
    },
  ].filter(({ rows }) => rows.length > 0);
}

function getStyles(theme: GrafanaTheme2) {
  return {
    box: css({
      background: theme.colors.background.elevated ?? theme.colors.background.secondary,
      border: `1px solid ${theme.colors.border.medium}`,
      borderRadius: theme.shape.radius.default,
      boxShadow: theme.shadows.z3,
      overflow: 'auto',
      padding: theme.spacing(1),
      position: 'absolute',
      zIndex: theme.zIndex.activePanel,
    }),
    aside: css({ bottom: 0, maxWidth: '60%', right: 0, top: 0, width: 360 }),
    below: css({ bottom: 0, left: 0, maxHeight: '60%', right: 0 }),
    head: css({ alignItems: 'flex-start', display: 'flex', gap: theme.spacing(1), marginBottom: theme.spacing(0.5) }),
    chip: css({ borderRadius: 2, flex: '0 0 auto', height: 14, marginTop: 3, width: 4 }),
    title: css({ flex: '1 1 auto', fontWeight: theme.typography.fontWeightMedium, overflowWrap: 'anywhere' }),
    section: css({ marginTop: theme.spacing(1) }),
    heading: css({ color: theme.colors.text.secondary, margin: theme.spacing(0, 0, 0.25) }),
  };
}
