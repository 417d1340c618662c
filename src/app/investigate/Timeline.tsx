import { css } from '@emotion/css';
import { type AbsoluteTimeRange, type GrafanaTheme2, LoadingState } from '@grafana/data';
import { t } from '@grafana/i18n';
import { PanelRenderer } from '@grafana/runtime';
import { LoadingBar, useStyles2 } from '@grafana/ui';
import React, { useMemo } from 'react';
import { timelineQuery } from './query';
import type { Investigation } from './recent';
import { timeRangeOf } from './request';
import { useAnswer } from './useAnswer';
import { useSize } from './useSize';

interface Props {
  readonly investigation: Investigation;
  /** Counts up to ask again. */
  readonly refresh: number;
  readonly onRange: (range: AbsoluteTimeRange) => void;
}

/** The timeline panel, by its plugin ID, over what the data source answers for one ID. */
export function Timeline({ investigation, refresh, onRange }: Props) {
  const styles = useStyles2(getStyles);
  const { source, key, id, from, to } = investigation;
  const query = useMemo(() => timelineQuery(source, key, id), [source, key, id]);
  // A refresh moves a range that ends now.
  // eslint-disable-next-line react-hooks/exhaustive-deps
  const range = useMemo(() => timeRangeOf({ from, to }), [from, to, refresh]);
  const data = useAnswer(source, query, range);
  const [measure, { width, height }] = useSize();
  return (
    <section aria-label={t('investigate.timeline.label', 'Timeline of {{id}}', { id })} className={styles.frame}>
      {data.state === LoadingState.Loading && width > 0 && <LoadingBar width={width} />}
      <div ref={measure} className={styles.panel}>
        {width > 0 && (
          <PanelRenderer
            pluginId="clew-timeline-panel"
            title=""
            data={data}
            width={width}
            height={height}
            onChangeTimeRange={onRange}
          />
        )}
      </div>
    </section>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    frame: css({
      background: theme.colors.background.primary,
      border: `1px solid ${theme.colors.border.weak}`,
      borderRadius: theme.shape.radius.default,
      padding: theme.spacing(1),
    }),
    // As high as the window allows below the page's header, and never too low to read.
    panel: css({ height: 'max(480px, calc(100vh - 260px))', overflow: 'hidden' }),
  };
}
