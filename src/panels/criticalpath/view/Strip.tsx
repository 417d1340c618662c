import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import React, { useMemo, useRef } from 'react';
import { raw, useSize } from '../../../ui';
import { nanos } from '../../../engine/units';
import { type OneTrace, stripParts } from '../viewModel';
import { useLazy } from './useLazy';
import type { ViewProps } from './viewProps';
import { keyOf } from './words';

interface Props extends ViewProps {
  readonly one: OneTrace;
}

type Part = ReturnType<OneTrace['strip']['get']>[number];

const LEAST_FOR_TEXT = 44;
const LEAST_PART = 7;

/** Where the time of the request went: a part for what each service did, or waited for. */
export function Strip(props: Props) {
  const { one, state, dispatch, look, words } = props;
  const styles = useStyles2(getStyles);
  const bar = useRef<HTMLDivElement>(null);
  const { width } = useSize(bar, props);
  const shares = useLazy(one.strip, one.trace.size);
  const { parts, rest } = useMemo(() => stripParts(shares ?? [], LEAST_PART / Math.max(1, width)), [shares, width]);
  const total = words.length(one.path.length);
  return (
    <div className={styles.strip} data-testid="clew-strip">
      <div className={styles.title}>{t('criticalpath.strip.title', 'Where {{total}} went', raw({ total }))}</div>
      <div ref={bar} className={styles.bar} role="group" aria-label={t('criticalpath.strip.label', 'Time by service')}>
        {parts.map((part) => {
          const key = keyOf(one.trace.services[part.service]);
          const quiet = state.service !== undefined && state.service !== key;
          const text = partText(part, words.service(key), words);
          const fits = look.measure(text) + 16 <= part.share * width;
          const length = words.length(nanos(part.time));
          const label = `${text}, ${length}`;
          const title = `${text} · ${length}`;
          const short = `${words.service(key)} ${words.share(part.share)}`;
          return (
            <button
              key={`${part.service} ${part.kind} ${part.peer ?? ''}`}
              type="button"
              className={cx(styles.part, quiet && styles.quiet)}
              style={partStyle(props, part, key)}
              aria-label={label}
              aria-pressed={state.service === key}
              title={title}
              onClick={() => dispatch({ kind: 'service', key })}
            >
              {fits ? text : look.measure(short) + 16 <= part.share * width ? short : narrowText(part, width, words)}
            </button>
          );
        })}
        {rest !== undefined && (
          <span className={styles.rest} style={{ flexBasis: 0, flexGrow: rest.share }} title={restText(rest, words)}>
            {rest.share * width >= LEAST_FOR_TEXT ? words.share(rest.share) : ''}
          </span>
        )}
      </div>
    </div>
  );
}

function narrowText(part: Part, width: number, words: Props['words']): string {
  return part.share * width >= LEAST_FOR_TEXT ? words.share(part.share) : '';
}

function partText(part: Part, service: string, words: Props['words']): string {
  const share = words.share(part.share);
  switch (part.kind) {
    case 'own':
      return `${service} · ${share}`;
    case 'waiting':
      return part.peer === undefined
        ? t('criticalpath.strip.waiting', '{{service}} (waiting) · {{share}}', raw({ service, share }))
        : t(
            'criticalpath.strip.waiting-on',
            '{{service}} (waiting on {{peer}}) · {{share}}',
            raw({ service, share, peer: part.peer })
          );
    case 'unknown':
      return t('criticalpath.strip.unknown', 'unknown · {{share}}', raw({ share }));
  }
}

function restText(rest: NonNullable<ReturnType<typeof stripParts>['rest']>, words: Props['words']): string {
  return t(
    'criticalpath.strip.rest',
    '{{count}} more · {{share}} · {{length}}',
    raw({ count: rest.parts, share: words.share(rest.share), length: words.length(nanos(rest.time)) })
  );
}

/** Contrast of small text by WCAG 2.1 AA. */
const READABLE = 4.5;

/** Waiting is hatched in the colour of the one who waits. */
function partStyle({ look }: Props, part: Part, key: string): React.CSSProperties {
  const { theme } = look;
  const colour = part.kind === 'unknown' ? theme.colors.text.disabled : look.service(key).line;
  const flex = { flexBasis: 0, flexGrow: part.share, minWidth: 3 };
  const text = theme.colors.getContrastText(colour, READABLE);
  if (part.kind !== 'waiting') {
    return { ...flex, background: colour, color: text };
  }
  // Away from the words, so that they are read on both.
  const stripe = text === theme.colors.getContrastText('#000') ? 'rgba(0, 0, 0, 0.2)' : 'rgba(255, 255, 255, 0.28)';
  return {
    ...flex,
    background: `repeating-linear-gradient(135deg, transparent 0 6px, ${stripe} 6px 12px), ${colour}`,
    color: text,
  };
}

function getStyles(theme: GrafanaTheme2) {
  return {
    strip: css({ flex: '0 0 auto', padding: theme.spacing(0, 0, 1) }),
    title: css({
      color: theme.colors.text.secondary,
      fontSize: theme.typography.bodySmall.fontSize,
      lineHeight: '20px',
    }),
    bar: css({ display: 'flex', gap: 2, height: 22 }),
    part: css({
      border: 'none',
      borderRadius: 2,
      cursor: 'pointer',
      fontSize: theme.typography.bodySmall.fontSize,
      fontWeight: theme.typography.fontWeightMedium,
      lineHeight: '22px',
      overflow: 'hidden',
      padding: 0,
      paddingLeft: 6,
      textAlign: 'left',
      textOverflow: 'clip',
      whiteSpace: 'nowrap',
      '&:empty': { paddingLeft: 0 },
      '&:hover': { filter: 'brightness(1.08)' },
      '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: 1 },
    }),
    quiet: css({ opacity: 0.35 }),
    rest: css({
      background: theme.colors.background.secondary,
      borderRadius: 2,
      color: theme.colors.text.secondary,
      fontSize: theme.typography.bodySmall.fontSize,
      lineHeight: '22px',
      minWidth: 6,
      overflow: 'hidden',
      textAlign: 'center',
      whiteSpace: 'nowrap',
    }),
  };
}
