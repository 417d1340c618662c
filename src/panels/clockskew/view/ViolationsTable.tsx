import { t } from '@grafana/i18n';
import { Button, useStyles2 } from '@grafana/ui';
import React, { useMemo, useState } from 'react';
import { addNanos, nanos } from '../../../engine/units';
import { formatLength, formatMoment, LinkRow, linksToSpan, Part, raw, tableStyles } from '../../../ui';
import type { JudgedViolation } from '../viewModel';
import type { ViewProps } from './viewProps';
import { explainedText, kindText } from './words';

const FIRST_SHOWN = 50;

/** What is out of order, the largest first, with the way to its trace. */
export function ViolationsTable(props: ViewProps) {
  const { violations, violationCount } = props.clocks;
  const styles = useStyles2(tableStyles);
  const [most, setMost] = useState(FIRST_SHOWN);
  const explained = violations.filter((one) => one.explained === 'yes').length;
  return (
    <Part
      title={t('clockskew.part.violations', 'Out of order')}
      note={
        violationCount === 0
          ? ''
          : t(
              'clockskew.violations.note',
              '{{count}} in all, the largest first; the clocks explain {{explained}} of {{listed}}',
              {
                count: violationCount,
                explained,
                listed: violations.length,
              }
            )
      }
    >
      <div
        className={styles.scroller}
        tabIndex={0}
        role="region"
        aria-label={t('clockskew.violations.label', 'Table of effects before their causes')}
        data-testid="clew-violations"
      >
        {violations.length === 0 ? (
          <p className={styles.quiet}>{t('clockskew.violations.none', 'No effect comes before its cause')}</p>
        ) : (
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">{t('clockskew.violations.by', 'By')}</th>
                <th scope="col">{t('clockskew.violations.what', 'What')}</th>
                <th scope="col">{t('clockskew.violations.where', 'Where')}</th>
                <th scope="col">{t('clockskew.violations.explained', 'Do the clocks explain it?')}</th>
                <th scope="col">{t('clockskew.violations.trace', 'Trace')}</th>
              </tr>
            </thead>
            <tbody>
              {violations.slice(0, most).map((one, at) => (
                <ViolationRow key={at} {...props} one={one} />
              ))}
            </tbody>
          </table>
        )}
        {violations.length > most && (
          <Button size="sm" fill="text" onClick={() => setMost(most * 4)}>
            {t('clockskew.violations.more', 'Show more')}
          </Button>
        )}
      </div>
    </Part>
  );
}

interface RowProps extends ViewProps {
  readonly one: JudgedViolation;
}

function ViolationRow(props: RowProps) {
  const { one, clocks, reading, request, timeZone } = props;
  const styles = useStyles2(tableStyles);
  const { kind, by, parentService, childService, parentNode, childNode, time } = one.violation;
  const { traceId, childSpanId, parentSpanId } = one.violation;
  const links = useMemo(
    () => linksToSpan(traceId, childSpanId === '' ? parentSpanId : childSpanId, { frameOf: reading.frameOf, request }),
    [reading, request, traceId, childSpanId, parentSpanId]
  );
  return (
    <tr>
      <td className={styles.number}>{formatLength(nanos(by))}</td>
      <td>
        {kindText(kind)}
        <div className={styles.quiet}>{formatMoment(addNanos(clocks.report.origin, nanos(time)), timeZone)}</div>
      </td>
      <td>
        {place(parentService, parentNode)} → {place(childService, childNode)}
      </td>
      <td>{explainedText(one.explained)}</td>
      <td>
        <LinkRow links={links} />
      </td>
    </tr>
  );
}

function place(service: string, node: string | undefined): string {
  return node === undefined
    ? service
    : t('clockskew.violations.place', '{{service}} on {{node}}', raw({ service, node }));
}
