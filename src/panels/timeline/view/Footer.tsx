import { t } from '@grafana/i18n';
import React from 'react';
import type { ReportLine } from '../../../engine/correlation';
import { nanosFromMs } from '../../../engine/units';
import {
  Footer as PanelFooter,
  FooterList,
  formatLength,
  gapsInShort,
  gapText,
  legTroubles,
  problemText,
  raw,
} from '../../../ui';
import type { Timeline } from '../viewModel';

interface Props {
  readonly timeline: Timeline;
  /** What the reader chose; as long as that is nothing, it is open where a source failed. */
  readonly open: boolean | undefined;
  readonly onToggle: (open: boolean) => void;
}

/** What the answer covers and how every source did: one line, or all of it. */
export function Footer({ timeline, open, onToggle }: Props) {
  const { report, gaps, problems } = timeline;
  if (report.length === 0 && gaps.length === 0 && problems.length === 0) {
    return null;
  }
  const troubles = legTroubles(report);
  return (
    <PanelFooter
      report={report}
      line={[...troubles, ...coverageText(timeline), ...problems.map(problemText).slice(0, 1), ...timesOf(report)]}
      open={open ?? troubles.length > 0}
      onToggle={onToggle}
    >
      <FooterList label={t('timeline.footer.gaps', 'What is missing')} texts={gaps.map(gapText)} />
      <FooterList label={t('timeline.footer.problems', 'What could not be read')} texts={problems.map(problemText)} />
    </PanelFooter>
  );
}

function coverageText({ gaps }: Timeline): readonly string[] {
  return gaps.length === 0
    ? []
    : [t('timeline.footer.coverage', 'Coverage: {{gaps}}', raw({ gaps: gapsInShort(gaps).join(' · ') }))];
}

/** A source is asked by several legs; the slowest is what one waited for. */
function timesOf(report: readonly ReportLine[]): readonly string[] {
  const slowest = new Map<string, number>();
  for (const { source, state, elapsedMs } of report) {
    if (state === 'done' && elapsedMs !== undefined) {
      slowest.set(source, Math.max(elapsedMs, slowest.get(source) ?? 0));
    }
  }
  return [...slowest].map(([source, ms]) => `${source} ${formatLength(nanosFromMs(ms))}`);
}
