import type { PanelData } from '@grafana/data';
import { t } from '@grafana/i18n';
import React from 'react';
import type { ReportLine } from '../../engine/correlation';
import { epochNsFromMs } from '../../engine/units';
import { formatMoment } from '../format';
import { JoinReport } from '../JoinReport';
import { raw } from '../messages';
import { StateMessage } from '../StateMessage';
import { type AnswerState, answerState, errorText } from './answer';

/** What a panel says where every source has answered, and there is nothing to draw. */
export interface NothingToDraw {
  /** Nothing came, or nothing that this panel can read. */
  readonly kind: 'empty' | 'unreadable';
  readonly title: string;
  readonly known: readonly string[];
  readonly advice: readonly string[];
}

interface Props {
  readonly data: PanelData;
  readonly report: readonly ReportLine[];
  readonly timeZone: string;
  /** The ID that was asked for, where one was. */
  readonly id?: string;
  readonly answered: NothingToDraw;
}

/** Why there is nothing to draw, what is known all the same, and what to do. */
export function NoData({ data, report, timeZone, id, answered }: Props) {
  const asked = [askedText(data, id, timeZone), ...(data.errors ?? []).map(errorText)];
  const state = answerState(data, report);
  const { kind, title, known, advice } = state === 'answered' ? answered : unanswered(state);
  return (
    <StateMessage kind={kind} title={title} known={[...asked, ...known]} advice={advice}>
      {report.length > 0 && <JoinReport lines={report} />}
    </StateMessage>
  );
}

function unanswered(state: Exclude<AnswerState, 'answered'>) {
  switch (state) {
    case 'forbidden':
      return {
        kind: state,
        title: t('ui.no-data.forbidden', 'Not allowed to read this'),
        known: [],
        advice: [
          t('ui.no-data.forbidden-advice', 'Ask an administrator for permission to query the data sources named here'),
        ],
      };
    case 'failed':
      return {
        kind: state,
        title: t('ui.no-data.failed', 'No source answered'),
        known: [],
        advice: [
          t('ui.no-data.failed-advice', 'Test the data source, or run the query in Explore'),
          t('ui.no-data.failed-retry', 'Refresh the dashboard to ask again'),
        ],
      };
    case 'loading':
      return { kind: state, title: t('ui.no-data.loading', 'Asking the sources'), known: [], advice: [] };
  }
}

function askedText({ timeRange }: PanelData, id: string | undefined, timeZone: string): string {
  const from = formatMoment(epochNsFromMs(timeRange.from.valueOf()), timeZone);
  const to = formatMoment(epochNsFromMs(timeRange.to.valueOf()), timeZone);
  return id === undefined
    ? t('ui.no-data.asked-range', 'Asked from {{from}} to {{to}}', raw({ from, to }))
    : t('ui.no-data.asked-id', 'Asked for {{id}}, from {{from}} to {{to}}', raw({ id, from, to }));
}
