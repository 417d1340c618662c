import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import type { OperationHistory } from '../../../engine/path';
import { raw } from '../../../ui';
import { nanos } from '../../../engine/units';
import type { OneTrace } from '../viewModel';
import { serviceOf } from './facts';
import { useLazy } from './useLazy';
import type { ViewProps } from './viewProps';

interface Props extends ViewProps {
  readonly one: OneTrace;
  readonly history: readonly OperationHistory[];
}

const MOST = 5;

/** What the engine noticed besides: the failure that came first, and calls that wait for one another without need. */
export function Findings({ one, history, words, dispatch }: Props) {
  const styles = useStyles2(getStyles);
  const { trace } = one;
  const name = (row: number) => words.operation(trace.operation[row] ?? '');
  const open = (row: number) => dispatch({ kind: 'open', span: trace.spanId[row] });
  const errors = (useLazy(one.errors, trace.size) ?? []).slice(0, MOST);
  const unusual = one.anomalies(history).slice(0, MOST);
  const sequences = (useLazy(one.sequences, trace.size) ?? []).slice(0, MOST);
  return (
    <>
      {errors.length > 0 && (
        <section className={styles.section}>
          <h6 className={styles.heading}>{t('criticalpath.findings.errors', 'Failed first')}</h6>
          {errors.map(({ span: row }) => (
            <button key={row} type="button" className={styles.finding} onClick={() => open(row)}>
              <span className={styles.error}>{`${words.service(serviceOf(one, row))} ${name(row)}`}</span>
              {trace.statusMessage[row] !== '' && <span>{`: ${trace.statusMessage[row]}`}</span>}
            </button>
          ))}
        </section>
      )}
      {unusual.length > 0 && (
        <section className={styles.section}>
          <h6 className={styles.heading}>{t('criticalpath.findings.anomalies', 'Slower than usual')}</h6>
          {unusual.map(({ span, p99, ratio, severity }) => (
            <button key={span} type="button" className={styles.finding} onClick={() => open(span)}>
              <span className={severity === 'high' ? styles.error : styles.warning}>{name(span)}</span>
              {t(
                'criticalpath.findings.anomaly-text',
                ': {{ratio}} times its P99 of {{p99}}',
                raw({ ratio: ratio.toFixed(1), p99: words.length(nanos(p99)) })
              )}
            </button>
          ))}
        </section>
      )}
      {sequences.length > 0 && (
        <section className={styles.section}>
          <h6 className={styles.heading}>
            {t('criticalpath.findings.sequence', 'In sequence, seemingly independent')}
          </h6>
          {sequences.map(({ spans, saving }) => (
            <button key={spans.join(' ')} type="button" className={styles.finding} onClick={() => open(spans[0] ?? 0)}>
              {t(
                'criticalpath.findings.sequence-text',
                '{{calls}}: in parallel would save {{saving}} (a guess)',
                raw({ calls: callsText(spans.map(name)), saving: words.length(nanos(saving)) })
              )}
            </button>
          ))}
        </section>
      )}
    </>
  );
}

const MOST_CALLS = 4;

/** `a then b then c`, or `a then b ... (7 calls)`. */
function callsText(names: readonly string[]): string {
  const then = t('criticalpath.findings.then', ' then ');
  const shown = names.slice(0, MOST_CALLS).join(then);
  return names.length <= MOST_CALLS
    ? shown
    : t('criticalpath.findings.calls', '{{shown}} … ({{count}} calls)', raw({ shown, count: names.length }));
}

function getStyles(theme: GrafanaTheme2) {
  return {
    section: css({ fontSize: theme.typography.bodySmall.fontSize, marginTop: theme.spacing(1.5) }),
    heading: css({
      fontSize: theme.typography.bodySmall.fontSize,
      fontWeight: theme.typography.fontWeightMedium,
      margin: theme.spacing(0, 0, 0.25),
    }),
    finding: css({
      background: 'none',
      border: 'none',
      color: theme.colors.text.secondary,
      display: 'block',
      // Grafana gives buttons a size of their own.
      fontSize: theme.typography.bodySmall.fontSize,
      lineHeight: theme.typography.bodySmall.lineHeight,
      padding: theme.spacing(0.25, 0),
      textAlign: 'left',
      width: '100%',
      '&:hover': { color: theme.colors.text.primary },
      '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: -2 },
    }),
    error: css({ color: theme.colors.error.text }),
    warning: css({ color: theme.colors.warning.text }),
  };
}
