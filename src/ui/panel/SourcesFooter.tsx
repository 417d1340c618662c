import { t } from '@grafana/i18n';
import React from 'react';
import type { ReportLine } from '../../engine/correlation';
import { Footer, FooterList } from './Footer';
import { legTroubles } from './legTroubles';

interface Props {
  /** What was read from where, and by which rule. */
  readonly summary: string;
  /** Queries that failed, in words. */
  readonly failures?: readonly string[];
  /** What was odd, each in a few words. */
  readonly notes: readonly string[];
  /** What is said where nothing failed and nothing was odd. */
  readonly none?: string;
  readonly report: readonly ReportLine[];
  /** What the reader chose; as long as that is nothing, it is open where something failed. */
  readonly open: boolean | undefined;
  readonly onToggle: (open: boolean) => void;
}

/** What was read from where, what failed and what was odd. Failures come first, and are not folded away. */
export function SourcesFooter({ summary, failures = [], notes, none, report, open, onToggle }: Props) {
  const failed = [...failures, ...legTroubles(report)];
  const said = failed.length > 0 || notes.length > 0 || none === undefined ? notes : [none];
  return (
    <Footer report={report} line={[summary, ...failed, ...said]} open={open ?? failed.length > 0} onToggle={onToggle}>
      <FooterList label={t('ui.footer.notes', 'What was odd')} texts={[...failures, ...said]} />
    </Footer>
  );
}
