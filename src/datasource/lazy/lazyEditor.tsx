import React, { useEffect, useState, type ComponentType, type ReactElement } from 'react';
import { t } from '@grafana/i18n';
import { Alert, Button, LoadingPlaceholder, Stack } from '@grafana/ui';
import { loadEditors, type Editors } from './load';

/** The editors; `failed` when they could not be fetched, `undefined` while they are. */
type Loaded = Editors | 'failed' | undefined;

/** What was fetched once: every other editor has it at once. */
let known: Editors | undefined;

/**
 * An editor that is fetched when it is first shown. Queries never need one, so dashboards do not load them; what cannot be
 * loaded is said, and can be tried again.
 *
 * @param load - fetches the editors; called again after it has failed
 */
export function lazyEditor<Props extends object>(
  pick: (editors: Editors) => ComponentType<Props>,
  load: () => Promise<Editors> = loadEditors
): ComponentType<Props> {
  return function LazyEditor(props: Props): ReactElement {
    const [loaded, retry] = useEditors(load);
    if (loaded === undefined) {
      return <LoadingPlaceholder text={t('lazy.loading', 'Loading the editor')} />;
    }
    if (loaded === 'failed') {
      return <NotLoaded onRetry={retry} />;
    }
    const Editor = pick(loaded);
    return <Editor {...props} />;
  };
}

function NotLoaded({ onRetry }: { readonly onRetry: () => void }): ReactElement {
  return (
    <Alert severity="error" title={t('lazy.failed', 'The editor could not be loaded')}>
      <Stack direction="row" gap={2} alignItems="center">
        {t('lazy.failed-help', 'What is saved still works. Check the connection to Grafana.')}
        <Button variant="secondary" size="sm" onClick={onRetry}>
          {t('lazy.retry', 'Try again')}
        </Button>
      </Stack>
    </Alert>
  );
}

function useEditors(load: () => Promise<Editors>): readonly [Loaded, () => void] {
  const [loaded, setLoaded] = useState<Loaded>(known);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let isShown = true;
    const show = (next: Loaded): void => {
      if (isShown) {
        setLoaded(next);
      }
    };
    if (known === undefined) {
      load().then(
        (editors) => {
          known = editors;
          show(editors);
        },
        () => show('failed')
      );
    }
    return () => {
      isShown = false;
    };
  }, [attempt, load]);
  const retry = (): void => {
    setLoaded(undefined);
    setAttempt(attempt + 1);
  };
  return [loaded, retry];
}
