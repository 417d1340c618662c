import { t } from '@grafana/i18n';
import { Button, useStyles2 } from '@grafana/ui';
import React, { useMemo, useState } from 'react';
import { breakerText, evidenceLinks, Links, Part, raw, tableStyles } from '../../../ui';
import { allChanges, type Change } from '../viewModel';
import { momentText, timeText } from './facts';
import { ChangeText } from './ChangeText';
import { aroundLink } from './links';
import type { ViewProps } from './viewProps';
import { basisWord, lengthText } from './words';

const FIRST_SHOWN = 50;

/** Every change of state, the newest first, with its reason and the way to its traces. */
export function ChangesTable(props: ViewProps) {
  const { lanes } = props;
  const styles = useStyles2(tableStyles);
  const [most, setMost] = useState(FIRST_SHOWN);
  const changes = useMemo(() => allChanges(lanes), [lanes]);
  return (
    <Part
      title={t('breaker.changes.title', 'Changes')}
      note={t('breaker.changes.note', '{{count}} in all, the newest first', { count: changes.length })}
    >
      <div
        className={styles.scroller}
        tabIndex={0}
        role="region"
        aria-label={t('breaker.changes.label', 'Table of changes of state')}
        data-testid="clew-changes"
      >
        {changes.length === 0 ? (
          <p className={styles.quiet}>{t('breaker.changes.none', 'No state changed in this time range')}</p>
        ) : (
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">{t('breaker.changes.time', 'Time')}</th>
                <th scope="col">{t('breaker.changes.breaker', 'Breaker')}</th>
                <th scope="col">{t('breaker.changes.change', 'Change')}</th>
                <th scope="col">{t('breaker.changes.lasted', 'Lasted')}</th>
                <th scope="col">{t('breaker.changes.reason', 'Reason')}</th>
                <th scope="col">{t('breaker.changes.known', 'Known')}</th>
                <th scope="col">{t('breaker.changes.traces', 'Traces')}</th>
              </tr>
            </thead>
            <tbody>
              {changes.slice(0, most).map((change) => (
                <ChangeRow key={`${change.lane.key} ${change.interval}`} {...props} change={change} />
              ))}
            </tbody>
          </table>
        )}
        {changes.length > most && (
          <Button size="sm" fill="text" onClick={() => setMost(most * 4)}>
            {t('breaker.changes.more', 'Show more')}
          </Button>
        )}
      </div>
    </Part>
  );
}

interface RowProps extends ViewProps {
  readonly change: Change;
}

function ChangeRow({ change, analysed, request, origin, window, timeZone, look }: RowProps) {
  const styles = useStyles2(tableStyles);
  const { lane, at, within, lasted, ongoing, evidence, reason, confidence } = change;
  const { breaker } = lane;
  const traces = useMemo(
    () => evidenceLinks(evidence, { frameOf: analysed.reading.frameOf, request }),
    [evidence, analysed, request]
  );
  const around = traces.length === 0 ? aroundLink(lane, at, origin) : undefined;
  return (
    <tr>
      <td className={styles.number} title={momentText(at, { origin, timeZone })}>
        {timeText(at, { origin, timeZone }, window)}
        {within > 0 && (
          <div className={styles.quiet}>
            {t('breaker.changes.within', 'or up to {{length}} before', raw({ length: lengthText(within) }))}
          </div>
        )}
      </td>
      <th scope="row">{lane.title}</th>
      <td className={styles.number}>
        <ChangeText change={change} look={look} />
      </td>
      <td className={styles.number}>
        {ongoing
          ? t('breaker.changes.ongoing', '{{length}} so far', raw({ length: lengthText(lasted) }))
          : lengthText(lasted)}
      </td>
      <td className={styles.wide}>{reason === undefined ? '' : breakerText(reason)}</td>
      <td>{basisWord(breaker.basis, confidence)}</td>
      <td className={styles.number}>
        <Links links={around === undefined ? traces : [around]} />
      </td>
    </tr>
  );
}
