import { t } from '@grafana/i18n';
import { locationService } from '@grafana/runtime';
import { LinkButton, Stack, TimeRangePicker, ToolbarButton } from '@grafana/ui';
import React, { useMemo, useState } from 'react';
import { DASHBOARDS, exploreAddress, incidentDashboard, requestDashboard, timelineAddress } from './address';
import { useDashboardExists } from './dashboard';
import type { Investigation } from './recent';
import { boundsOf, timeRangeOf } from './request';
import { Timeline } from './Timeline';
import { movedRange } from './moment';

interface Props {
  readonly investigation: Investigation;
  /** Where another time range leads; the same investigation with that range when absent. */
  readonly addressOf?: (range: { readonly from: string; readonly to: string }) => string;
}

/** One ID on one time axis, with its time range and the ways on. */
export function Thread({ investigation, addressOf }: Props) {
  const [refresh, setRefresh] = useState(0);
  const hasRequest = useDashboardExists(DASHBOARDS.request);
  const hasIncident = useDashboardExists(DASHBOARDS.incident);
  const { from, to } = investigation;
  // eslint-disable-next-line react-hooks/exhaustive-deps -- a refresh moves a range that ends now
  const range = useMemo(() => timeRangeOf({ from, to }), [from, to, refresh]);
  const go = (bounds: { readonly from: string; readonly to: string }) =>
    locationService.push(addressOf?.(bounds) ?? timelineAddress({ ...investigation, ...bounds }));
  return (
    <Stack direction="column" gap={2}>
      <Stack direction="row" gap={1} wrap="wrap" alignItems="center" justifyContent="space-between">
        <Stack direction="row" gap={1} wrap="wrap">
          {hasIncident && (
            <LinkButton variant="secondary" size="sm" icon="sitemap" href={incidentDashboard(investigation)}>
              {t('investigate.thread.incident', 'Who fell first')}
            </LinkButton>
          )}
          {hasRequest && (
            <LinkButton variant="secondary" size="sm" icon="apps" href={requestDashboard(investigation)}>
              {t('investigate.thread.dashboard', 'Open the Request dashboard')}
            </LinkButton>
          )}
          <LinkButton variant="secondary" size="sm" icon="compass" href={exploreAddress(investigation)}>
            {t('investigate.thread.explore', 'Explore')}
          </LinkButton>
        </Stack>
        <Stack direction="row" gap={1}>
          <TimeRangePicker
            value={range}
            timeZone="browser"
            isOnCanvas
            onChange={({ raw }) => go(boundsOf(raw))}
            onChangeTimeZone={() => undefined}
            onMoveBackward={() => go(movedRange(range, -1))}
            onMoveForward={() => go(movedRange(range, 1))}
            onZoom={() => go(movedRange(range, 0))}
          />
          <ToolbarButton
            icon="sync"
            variant="canvas"
            tooltip={t('investigate.thread.refresh', 'Refresh')}
            onClick={() => setRefresh((count) => count + 1)}
          />
        </Stack>
      </Stack>
      <Timeline
        investigation={investigation}
        refresh={refresh}
        onRange={(chosen) => go({ from: String(Math.floor(chosen.from)), to: String(Math.ceil(chosen.to)) })}
      />
    </Stack>
  );
}
