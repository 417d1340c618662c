import { t } from '@grafana/i18n';
import { locationService } from '@grafana/runtime';
import { Button, Combobox, Field, Input, RadioButtonGroup } from '@grafana/ui';
import React, { type FormEvent, useState } from 'react';
import { parseMoment } from '../../engine/address';
import { timelineAddress } from './address';
import { rangeOf } from './moment';
import { rememberInvestigation } from './recent';
import { recogniseId } from './recognise';
import type { ClewSource } from './sources';

const HOUR = 3600;
const DEFAULT_SECONDS = HOUR;
const EXAMPLE_ID = 'req_8f2c41d0';
const EXAMPLE_MOMENT = '2026-11-21T10:17:00Z';

/** An ID, its kind and a time in; on to its timeline. Enter anywhere in the form starts it. */
export function InvestigateForm({ sources }: { readonly sources: readonly ClewSource[] }) {
  const [uid, setUid] = useState(sources[0].uid);
  const source = sources.find((each) => each.uid === uid) ?? sources[0];
  const [chosenKey, setChosenKey] = useState<string>();
  const [text, setText] = useState('');
  const [seconds, setSeconds] = useState(DEFAULT_SECONDS);
  const [moment, setMoment] = useState('');
  const [asked, setAsked] = useState(false);
  const recognised = recogniseId(text);
  const key = chosenKey ?? recognised.key ?? defaultKey(source);
  const around = parseMoment(moment);
  const noId = recognised.id === '';
  const badMoment = moment.trim() !== '' && around === undefined;

  const start = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (noId || badMoment) {
      return;
    }
    const investigation = { source: source.uid, key, id: recognised.id, ...rangeOf(seconds, around) };
    rememberInvestigation(window.localStorage, investigation);
    locationService.push(timelineAddress(investigation));
  };

  return (
    <form onSubmit={start} aria-label={t('investigate.form.label', 'Start an investigation')} noValidate>
      <Field
        label={t('investigate.form.id', 'ID')}
        description={t('investigate.form.id-help', 'From an alert, an error page, a log line or a support ticket.')}
        invalid={asked && noId}
        error={t('investigate.form.id-missing', 'Enter the ID to follow')}
      >
        <Input
          id="clew-id"
          autoFocus
          autoComplete="off"
          spellCheck={false}
          value={text}
          placeholder={EXAMPLE_ID}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
        />
      </Field>
      <Field label={t('investigate.form.key', 'Kind of ID')}>
        <Combobox
          id="clew-key"
          value={key}
          options={source.keys.map(({ name, title }) => ({ value: name, label: title, description: name }))}
          onChange={({ value }) => setChosenKey(value)}
        />
      </Field>
      {sources.length > 1 && (
        <Field label={t('investigate.form.source', 'Data source')}>
          <Combobox
            id="clew-source"
            value={uid}
            options={sources.map((each) => ({ value: each.uid, label: each.name }))}
            onChange={({ value }) => setUid(value)}
          />
        </Field>
      )}
      <Field label={t('investigate.form.span', 'Time to look at')}>
        <RadioButtonGroup
          id="clew-span"
          aria-label={t('investigate.form.span', 'Time to look at')}
          value={seconds}
          onChange={setSeconds}
          options={[
            { value: HOUR / 4, label: t('investigate.span.quarter', '15 min') },
            { value: HOUR, label: t('investigate.span.hour', '1 hour') },
            { value: 6 * HOUR, label: t('investigate.span.six', '6 hours') },
            { value: 24 * HOUR, label: t('investigate.span.day', '1 day') },
            { value: 7 * 24 * HOUR, label: t('investigate.span.week', '7 days') },
          ]}
        />
      </Field>
      <Field
        label={t('investigate.form.moment', 'Around this moment (optional)')}
        description={t(
          'investigate.form.moment-help',
          'An ISO time (UTC unless it names a zone) or an epoch time. Without it the range ends now.'
        )}
        invalid={badMoment}
        error={t('investigate.form.moment-bad', 'This is no time: use 2026-11-21T10:17:00Z or 1795256220')}
      >
        <Input
          id="clew-moment"
          autoComplete="off"
          value={moment}
          placeholder={EXAMPLE_MOMENT}
          onChange={({ currentTarget }) => setMoment(currentTarget.value)}
        />
      </Field>
      <Button type="submit" icon="search">
        {t('investigate.form.start', 'Follow the thread')}
      </Button>
    </form>
  );
}

/** Request IDs are what people start from, when the source knows them. */
function defaultKey({ keys }: ClewSource): string {
  return (keys.find(({ name }) => name === 'request_id') ?? keys[0]).name;
}
