import { t } from '@grafana/i18n';
import React from 'react';
import { ClockNote } from '../../../ui';
import type { ViewProps } from './viewProps';

/** What was moved to have all traces on one clock, and that the path is the one of moved spans. */
export function PathNote({ correction }: Pick<ViewProps, 'correction'>) {
  if (correction === undefined) {
    return null;
  }
  return (
    <ClockNote
      correction={correction}
      more={
        correction.moved === 0
          ? undefined
          : t('criticalpath.correction', 'The critical path is that of the corrected times')
      }
    />
  );
}
