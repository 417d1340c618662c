import React, { type ReactElement } from 'react';
import { t } from '@grafana/i18n';
import { Alert } from '@grafana/ui';
import type { Problem } from '../../engine/result';
import { refusalRemedy, refusalText } from '../../ui';

interface Props {
  readonly reason: Problem;
}

/** Says where the query is tried that it cannot work there, and what to do instead. */
export function RefusedHere({ reason }: Props): ReactElement {
  return (
    <Alert severity="warning" title={refusalText(reason)}>
      {refusalRemedy(reason) ?? t('editor.unreadable', 'This query cannot run')}
    </Alert>
  );
}
