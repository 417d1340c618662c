import { t } from '@grafana/i18n';
import { PluginPage } from '@grafana/runtime';
import { Alert, LinkButton } from '@grafana/ui';
import React, { useMemo } from 'react';
import { useLocation } from 'react-router';
import { INVESTIGATE_PATH, type InvestigateRequest, readInvestigateAddress } from '../../engine/address';
import { assertUnreachable, type Problem } from '../../engine/result';
import { addressText, raw } from '../../ui';
import { NewestFailure } from './failures/NewestFailure';
import { NoSource } from './NoSource';
import { recogniseId } from './recognise';
import { type ClewSource, clewSources } from './sources';
import { Start } from './Start';
import { Thread } from './Thread';

/** Where an address without a time looks. */
const DEFAULT_RANGE = { from: 'now-1h', to: 'now' };

/**
 * Where links from alerts, panels, traces and logs lead: the timeline of an ID, or of the newest failing request of a
 * service. Without either, an ID is asked for.
 */
export function InvestigatePage() {
  const { search } = useLocation();
  const { result: request, problems } = useMemo(() => readInvestigateAddress(search), [search]);
  const sources = useMemo(() => clewSources(), []);
  const source = sources.find(({ uid }) => uid === request.source) ?? sources[0];
  const { kind } = request.subject;
  return (
    <PluginPage
      pageNav={{ text: t('investigate.title', 'Investigate') }}
      subTitle={subTitle(request)}
      actions={
        kind === 'none' ? undefined : (
          <LinkButton variant="secondary" icon="search" href={INVESTIGATE_PATH}>
            {t('investigate.another', 'Another ID')}
          </LinkButton>
        )
      }
    >
      <AddressProblems problems={problems} missingSource={missing(request, source)} />
      {source === undefined ? <NoSource /> : <Subject request={request} source={source} sources={sources} />}
    </PluginPage>
  );
}

interface SubjectProps {
  readonly request: InvestigateRequest;
  readonly source: ClewSource;
  readonly sources: readonly ClewSource[];
}

function Subject({ request: { subject, range = DEFAULT_RANGE }, source, sources }: SubjectProps) {
  switch (subject.kind) {
    case 'none':
      return <Start sources={sources} />;
    case 'id': {
      const key = subject.key ?? recogniseId(subject.id).key ?? 'request_id';
      return <Thread investigation={{ source: source.uid, key, id: subject.id, ...range }} />;
    }
    case 'service':
      return <NewestFailure service={subject.service} source={source} range={range} />;
    default:
      return assertUnreachable(subject);
  }
}

function subTitle({ subject }: InvestigateRequest): string {
  switch (subject.kind) {
    case 'id':
      return subject.id;
    case 'service':
      return subject.service;
    case 'none':
      return t('investigate.subtitle', 'Follow one ID through traces, logs and metrics, on one time axis.');
    default:
      return assertUnreachable(subject);
  }
}

/** The Clew data source that the address names and that is not there, or may not be seen. */
function missing({ source: asked }: InvestigateRequest, used: ClewSource | undefined): string | undefined {
  return asked === undefined || used === undefined || asked === used.uid ? undefined : asked;
}

interface ProblemProps {
  readonly problems: readonly Problem[];
  readonly missingSource: string | undefined;
}

/** What the address says that cannot be used. The rest of it is. */
function AddressProblems({ problems, missingSource }: ProblemProps) {
  const lines = problems.map(addressText);
  if (missingSource !== undefined) {
    lines.push(
      t(
        'investigate.address.no-source',
        'There is no Clew data source {{uid}}; the default one is asked',
        raw({ uid: missingSource })
      )
    );
  }
  return lines.length === 0 ? (
    <></>
  ) : (
    <Alert severity="warning" title={t('investigate.address.title', 'The link that led here is not quite right')}>
      {lines.map((line) => (
        <div key={line}>{line}</div>
      ))}
    </Alert>
  );
}
