import { t } from '@grafana/i18n';
import React, { useEffect, useMemo, useState } from 'react';
import { investigateAddress } from '../../../engine/address';
import { StateMessage } from '../../../ui';
import { timeRangeOf } from '../request';
import type { ClewSource } from '../sources';
import { Thread } from '../Thread';
import { findFailures, type Search } from './find';
import { NothingFound } from './NothingFound';
import { Opened } from './Opened';

interface Props {
  readonly service: string;
  readonly source: ClewSource;
  readonly range: { readonly from: string; readonly to: string };
}

/** The newest failing request of a service, how it was chosen, and the others. */
export function NewestFailure({ service, source, range }: Props) {
  const search = useSearch(service, source, range);
  if (search === undefined) {
    return (
      <StateMessage
        kind="loading"
        title={t('investigate.newest.searching', 'Looking for failing requests of {{service}}', { service })}
        known={[]}
      />
    );
  }
  const [newest] = search.failures;
  if (newest === undefined) {
    return <NothingFound service={service} range={range} source={source.uid} tried={search.tried} />;
  }
  return (
    <>
      <Opened service={service} source={source.uid} range={range} search={search} newest={newest} />
      <Thread
        investigation={{ source: source.uid, key: newest.key, id: newest.id, ...range }}
        addressOf={(bounds) => investigateAddress({ service, source: source.uid, ...bounds })}
      />
    </>
  );
}

/** `undefined` while it is being looked for. */
function useSearch(service: string, { linked }: ClewSource, { from, to }: Props['range']): Search | undefined {
  const asked = useMemo(() => ({ service, linked, range: timeRangeOf({ from, to }) }), [service, linked, from, to]);
  const [answer, setAnswer] = useState<{ readonly asked: typeof asked; readonly search: Search }>();
  useEffect(() => {
    const subscription = findFailures(asked.service, asked.linked, asked.range).subscribe((search) =>
      setAnswer({ asked, search })
    );
    return () => subscription.unsubscribe();
  }, [asked]);
  return answer?.asked === asked ? answer.search : undefined;
}
