import { t } from '@grafana/i18n';
import { LinkButton, Stack } from '@grafana/ui';
import React from 'react';
import { investigateAddress } from '../../../engine/address';
import { raw, StateMessage } from '../../../ui';
import { DASHBOARDS, serviceDashboard } from '../address';
import { useDashboardExists } from '../dashboard';
import { boundsText } from '../moment';
import type { Tried } from './find';

interface Props {
  readonly service: string;
  readonly source: string;
  readonly range: { readonly from: string; readonly to: string };
  readonly tried: readonly Tried[];
}

/** No failing request was found: what was asked, how it was answered, and what to try. */
export function NothingFound({ service, source, range, tried }: Props) {
  const hasDashboard = useDashboardExists(DASHBOARDS.service);
  const unanswered = tried.filter(({ error }) => error !== undefined);
  const known = [
    t('investigate.nothing.range', 'Time range: {{range}}', raw({ range: boundsText(range) })),
    ...inWords(tried),
  ];
  const advice = [
    t('investigate.nothing.widen', 'Look at a longer time: what failed may have failed before.'),
    t(
      'investigate.nothing.name',
      'Check the name: traces carry it as service.name, and it is matched letter for letter.'
    ),
    t('investigate.nothing.elsewhere', 'It may not have failed itself: open its dashboard and look at what it calls.'),
  ];
  return (
    <Stack direction="column" gap={2} alignItems="center">
      <StateMessage
        kind={tried.length > 0 && unanswered.length === tried.length ? 'failed' : 'empty'}
        title={
          tried.length === 0
            ? t('investigate.nothing.no-sources', 'No trace or log source is linked that could be asked')
            : t('investigate.nothing.title', 'No failing request of {{service}} was found', raw({ service }))
        }
        known={known}
        advice={advice}
      />
      <Stack direction="row" gap={1} wrap="wrap">
        {[6, 24].map((hours) => (
          <LinkButton
            key={hours}
            variant="secondary"
            href={investigateAddress({ service, source, from: `now-${hours}h`, to: 'now' })}
          >
            {t('investigate.nothing.hours', 'Last {{count}} hours', { count: hours, defaultValue_one: 'Last hour' })}
          </LinkButton>
        ))}
        {hasDashboard && (
          <LinkButton variant="secondary" icon="apps" href={serviceDashboard(service, range)}>
            {t('investigate.nothing.dashboard', 'Open the Service dashboard')}
          </LinkButton>
        )}
      </Stack>
    </Stack>
  );
}

/** One line for each source and way of answering: the first query, and how many others went the same way. */
function inWords(tried: readonly Tried[]): readonly string[] {
  const groups = new Map<string, Tried[]>();
  for (const one of tried) {
    const key = `${one.source}\n${one.error ?? ''}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].map(([{ source: name, query, error }, ...others]) => {
    const answered =
      error === undefined
        ? t('investigate.nothing.empty', '{{name}} found nothing with {{query}}', raw({ name, query }))
        : t('investigate.nothing.error', '{{name}} did not answer {{query}}: {{error}}', raw({ name, query, error }));
    const more = t('investigate.nothing.others', 'nor with {{count}} other ways of naming it', {
      count: others.length,
      defaultValue_one: 'nor with another way of naming it',
    });
    return others.length === 0 ? answered : `${answered}, ${more}`;
  });
}
