import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import { addNanos, nanos } from '../../../engine/units';
import { formatMoment, Part, raw, tableStyles } from '../../../ui';
import type { JudgedLog, NodeClock } from '../viewModel';
import { Level } from './Level';
import type { ViewProps } from './viewProps';
import { adviceText, driftText, ntpText, offsetText, signedText } from './words';

/** Every clock with what is known of it, what its daemons say, and what to do. The worst first. */
export function ClocksTable(props: ViewProps) {
  const { clocks } = props;
  const styles = useStyles2(tableStyles);
  const daemons = clocks.strangers.length > 0 || clocks.nodes.some(({ ntp }) => ntp.length > 0);
  const groups = new Set(clocks.nodes.map(({ node }) => node.group)).size;
  return (
    <Part title={t('clockskew.part.clocks', 'Clocks')} note={t('clockskew.clocks.note', 'the worst first')}>
      <div
        className={styles.scroller}
        tabIndex={0}
        role="region"
        aria-label={t('clockskew.clocks.label', 'Table of clocks')}
        data-testid="clew-clocks"
      >
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('clockskew.clocks.node', 'Clock')}</th>
              <th scope="col">{t('clockskew.clocks.offset', 'Offset')}</th>
              <th scope="col">{t('clockskew.clocks.drift', 'Drift')}</th>
              {daemons && <th scope="col">{t('clockskew.clocks.ntp', 'Its own daemon says')}</th>}
              <th scope="col">{t('clockskew.clocks.verdict', 'Verdict')}</th>
            </tr>
          </thead>
          <tbody>
            {clocks.nodes.map((clock) => (
              <NodeRow key={clock.node.node} {...props} clock={clock} groups={groups} daemons={daemons} />
            ))}
            {clocks.logs.map((log) => (
              <LogRow key={`log ${log.clock.service}`} log={log} daemons={daemons} />
            ))}
            {clocks.strangers.map((reading) => (
              <tr key={`ntp ${reading.node} ${reading.source}`}>
                <th scope="row">{reading.node}</th>
                <td className={styles.quiet} colSpan={2}>
                  {t('clockskew.clocks.no-exchange', 'in no request')}
                </td>
                <td className={styles.number}>{ntpText([reading])}</td>
                <td />
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Part>
  );
}

interface NodeRowProps extends ViewProps {
  readonly clock: NodeClock;
  readonly groups: number;
  readonly daemons: boolean;
}

function NodeRow({ clock, groups, daemons, clocks, timeZone }: NodeRowProps) {
  const styles = useStyles2(tableStyles);
  const { node, verdict, ntp } = clock;
  return (
    <tr>
      <th scope="row">
        {node.node}
        {groups > 1 && (
          <div className={styles.quiet}>
            {t('clockskew.clocks.group', 'group {{group}}', { group: node.group + 1 })}
          </div>
        )}
      </th>
      <td className={styles.number}>
        {node.reference ? t('clockskew.clocks.reference', 'reference') : offsetText(node)}
      </td>
      <td>
        <span className={styles.number}>{node.reference ? '' : driftText(node.drift)}</span>
        {node.steps.map((step) => (
          <div key={step.at}>
            {t(
              'clockskew.clocks.step',
              'set by {{by}} at {{time}}',
              raw({
                by: signedText(step.by),
                time: formatMoment(addNanos(clocks.report.origin, nanos(step.at)), timeZone),
              })
            )}
          </div>
        ))}
      </td>
      {daemons && (
        <td className={styles.number}>{ntp.length === 0 ? t('clockskew.clocks.silent', 'nothing') : ntpText(ntp)}</td>
      )}
      <td>
        <Level level={verdict.level} />
        {verdict.advice !== 'none' && <div>{adviceText(verdict.advice)}</div>}
      </td>
    </tr>
  );
}

interface LogRowProps {
  readonly log: JudgedLog;
  readonly daemons: boolean;
}

function LogRow({ log: { clock, verdict }, daemons }: LogRowProps) {
  const styles = useStyles2(tableStyles);
  const { hours } = clock;
  return (
    <tr>
      <th scope="row">
        {t('clockskew.clocks.log', 'Log lines of {{service}}', raw({ service: clock.service }))}
        <div className={styles.quiet}>
          {t('clockskew.clocks.lines', '{{count}} lines inside spans', {
            count: clock.lines,
            defaultValue_one: 'one line inside a span',
          })}
        </div>
      </th>
      <td className={styles.number}>{offsetText(clock)}</td>
      <td className={styles.number}>
        {hours === undefined
          ? ''
          : t(
              'clockskew.clocks.zone',
              'a time zone: {{hours}} h',
              raw({ hours: `${hours < 0 ? '−' : '+'}${Math.abs(hours)}` })
            )}
      </td>
      {daemons && <td />}
      <td>
        <Level level={verdict.level} />
        {verdict.advice !== 'none' && <div>{adviceText(verdict.advice)}</div>}
      </td>
    </tr>
  );
}
