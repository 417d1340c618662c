import { t } from '@grafana/i18n';
import { Dropdown, IconButton, Menu } from '@grafana/ui';
import React, { useState } from 'react';

interface Props {
  readonly exportText: () => string;
}

const FILE = 'timeline.txt';

/** The list as text: to the clipboard, or as a file. */
export function ExportMenu({ exportText }: Props) {
  const [said, setSaid] = useState('');
  const copy = () => {
    const failed = () =>
      setSaid(t('timeline.export.failed', 'The browser did not allow copying; download the text instead'));
    const done = () => setSaid(t('timeline.export.copied', 'Copied'));
    // Outside a secure context there is no clipboard.
    const clipboard: Clipboard | undefined = navigator.clipboard;
    if (clipboard === undefined) {
      failed();
      return;
    }
    clipboard.writeText(exportText()).then(done, failed);
  };
  const menu = (
    <Menu>
      <Menu.Item icon="copy" label={t('timeline.export.copy', 'Copy as text')} onClick={copy} />
      <Menu.Item
        icon="download-alt"
        label={t('timeline.export.download', 'Download as text')}
        onClick={() => download(exportText())}
      />
    </Menu>
  );
  return (
    <>
      <span role="status">{said}</span>
      <Dropdown overlay={menu} placement="bottom-end">
        <IconButton name="download-alt" aria-label={t('timeline.export.label', 'Export the list as text')} />
      </Dropdown>
    </>
  );
}

function download(text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = FILE;
  link.click();
  URL.revokeObjectURL(url);
}
