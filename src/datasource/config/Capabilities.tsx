import React, { type ReactElement } from 'react';
import { t } from '@grafana/i18n';
import { FieldSet, Icon, Stack, Text } from '@grafana/ui';
import type { Signal } from '../../engine/correlation';
import { raw, signalText } from '../../ui';
import { capabilities } from '../capabilities';
import { viewText, viewTooltip } from '../editor/words';

interface Props {
  readonly linked: ReadonlySet<Signal>;
}

/** What can be asked with the sources that are linked, and what a data source without a server cannot do at all. */
export function Capabilities({ linked }: Props): ReactElement {
  return (
    <FieldSet label={t('config.capabilities', 'What works')}>
      <Stack direction="column" gap={1}>
        {capabilities(linked).map(({ view, works, needs }) => (
          <Stack key={view} direction="row" gap={1} alignItems="center">
            <Icon name={works ? 'check-circle' : 'minus-circle'} />
            <Text>
              {works
                ? `${viewText(view)}: ${viewTooltip(view)}`
                : t(
                    'config.needs',
                    '{{view}}: link a source of {{signals}}',
                    raw({
                      view: viewText(view),
                      signals: needs.map(signalText).join(' / '),
                    })
                  )}
            </Text>
          </Stack>
        ))}
        <Text color="secondary">
          {t(
            'config.cannot',
            'It works in the browser, with the permissions of whoever looks. Alert rules, recorded queries, SQL expressions and externally shared dashboards run on a server: ask the linked sources there, and link to Clew from the annotations of the rule.'
          )}
        </Text>
      </Stack>
    </FieldSet>
  );
}
