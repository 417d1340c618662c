import React, { type ReactElement } from 'react';
import { t } from '@grafana/i18n';
import { signalText } from '../../../ui';
import { Choices } from '../../fields/Choices';
import { NameField } from '../../fields/NameField';
import { NumberField } from '../../fields/NumberField';
import { Row } from '../../fields/Row';
import { TextField } from '../../fields/TextField';
import { SIGNALS, type CorrelateQuery } from '../../query';
import { LimitField } from '../LimitField';
import type { ViewEditorProps } from '../viewProps';

/** Edits the question for one ID. */
export function CorrelateEditor(props: ViewEditorProps<CorrelateQuery>): ReactElement {
  const { query, settings, onChange, onCommit, onRunQuery } = props;
  const { keys, paddingSeconds } = settings;
  return (
    <>
      <Row>
        <NameField
          label={t('editor.key', 'Key')}
          value={query.key}
          shown={keys.find(({ name }) => name === query.key)?.title}
          options={keys.map(({ name, title }) => ({ value: name, label: title, description: name }))}
          onChange={(key) => onCommit({ ...query, key })}
        />
        <TextField
          label={t('editor.value', 'ID')}
          value={query.value}
          width={50}
          placeholder={t('editor.value-example', 'req_f977cef0, or a variable')}
          onChange={(value) => onChange({ ...query, value })}
          onDone={onRunQuery}
        />
        <Choices
          label={t('editor.signals', 'Signals')}
          all={SIGNALS}
          chosen={query.signals}
          text={signalText}
          onChange={(signals) => onCommit({ ...query, signals })}
        />
      </Row>
      <Row>
        <NumberField
          label={t('editor.padding', 'Padding')}
          suffix="s"
          value={query.paddingSeconds}
          fallback={paddingSeconds}
          min={0}
          onChange={(padding) => onChange({ ...query, paddingSeconds: padding })}
        />
        <LimitField {...props} of="traces" label={t('editor.traces', 'Most traces')} />
        <LimitField {...props} of="lines" label={t('editor.lines', 'Most log lines')} />
      </Row>
    </>
  );
}
