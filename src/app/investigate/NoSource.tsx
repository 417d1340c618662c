import { t } from '@grafana/i18n';
import { EmptyState, LinkButton } from '@grafana/ui';
import React from 'react';

/** Before the data source has been added there is nothing to ask, and this says how to add it. */
export function NoSource() {
  return (
    <EmptyState
      variant="call-to-action"
      message={t('investigate.no-source.title', 'Add a Clew Correlation data source first')}
      button={
        <LinkButton href="/connections/datasources/clew-correlation-datasource" icon="plus">
          {t('investigate.no-source.add', 'Add the data source')}
        </LinkButton>
      }
    >
      {t(
        'investigate.no-source.how',
        'It asks the trace, log and metric sources that you already have. Add it, link them, and choose which IDs your services carry. If it is there but you do not see it, ask an administrator for permission to query it.'
      )}
    </EmptyState>
  );
}
