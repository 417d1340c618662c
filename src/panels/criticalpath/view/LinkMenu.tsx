import { t } from '@grafana/i18n';
import { Dropdown, IconButton, Menu } from '@grafana/ui';
import React from 'react';
import { raw } from '../../../ui';
import type { SpanLink } from '../viewModel';

interface Props {
  /** Of what the links are, for assistive technology. */
  readonly name: string;
  /** Asked for when the menu opens: links are looked up in the frames. */
  readonly links: () => readonly SpanLink[];
}

/** The last cell of a row of a table: where the data links of its costliest span lead. */
export function LinkCell({ name, links }: Props) {
  const label = t('criticalpath.links.label', 'Links of {{name}}', raw({ name }));
  const menu = () => {
    const found = links();
    return (
      <Menu ariaLabel={label}>
        {found.length === 0 && <Menu.Item disabled label={t('criticalpath.links.none', 'No links')} />}
        {found.map((link) => (
          <Menu.Item
            key={`${link.title} ${link.href}`}
            label={link.title}
            url={link.href}
            target={link.newTab ? '_blank' : undefined}
            onClick={link.onClick}
          />
        ))}
      </Menu>
    );
  };
  return (
    // What is clicked here is no click on the row.
    <td onClick={(event) => event.stopPropagation()}>
      <Dropdown overlay={menu} placement="bottom-end">
        <IconButton
          name="link"
          size="sm"
          // Reached from the row by the right arrow: hundreds of rows would be hundreds of stops.
          tabIndex={-1}
          aria-label={label}
        />
      </Dropdown>
    </td>
  );
}

/** The heading of the cells of {@link LinkCell}. */
export function LinkHead() {
  return (
    <th scope="col" style={{ width: 24 }}>
      <span className="sr-only">{t('criticalpath.links.head', 'Links')}</span>
    </th>
  );
}
