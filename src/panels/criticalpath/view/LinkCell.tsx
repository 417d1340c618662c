import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { ContextMenu, Menu, useStyles2 } from '@grafana/ui';
import React, { useRef, useState } from 'react';
import { type DataLink, raw } from '../../../ui';
import { Glyph } from './Glyph';

interface Props {
  /** Of what the links are, for assistive technology. */
  readonly name: string;
  /** Asked for when the menu opens: links are looked up in the frames. */
  readonly links: () => readonly DataLink[];
}

interface Place {
  readonly x: number;
  readonly y: number;
}

/** The last cell of a row of a table: where the data links of its costliest span lead. */
export function LinkCell({ name, links }: Props) {
  const styles = useStyles2(getStyles);
  const button = useRef<HTMLButtonElement>(null);
  const [place, setPlace] = useState<Place>();
  const open = () => {
    const box = button.current?.getBoundingClientRect();
    setPlace({ x: box?.left ?? 0, y: box?.bottom ?? 0 });
  };
  const close = () => {
    setPlace(undefined);
    button.current?.focus();
  };
  return (
    // What is clicked here is no click on the row.
    <td onClick={(event) => event.stopPropagation()}>
      <button
        ref={button}
        type="button"
        className={styles.button}
        // Reached from the row by the right arrow: hundreds of rows would be hundreds of stops.
        tabIndex={-1}
        aria-haspopup="menu"
        aria-label={t('criticalpath.links.label', 'Links of {{name}}', raw({ name }))}
        onClick={open}
      >
        <Glyph name="link" />
      </button>
      {place !== undefined && (
        <ContextMenu x={place.x} y={place.y} onClose={close} renderMenuItems={() => <Items links={links()} />} />
      )}
    </td>
  );
}

function Items({ links }: { readonly links: readonly DataLink[] }) {
  return links.length === 0 ? (
    <Menu.Item disabled label={t('criticalpath.links.none', 'No links')} />
  ) : (
    <>
      {links.map((link) => (
        <Menu.Item
          key={`${link.title} ${link.href}`}
          label={link.title}
          url={link.href}
          target={link.newTab ? '_blank' : undefined}
          onClick={link.onClick}
        />
      ))}
    </>
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

function getStyles(theme: GrafanaTheme2) {
  return {
    button: css({
      background: 'none',
      border: 'none',
      color: theme.colors.text.secondary,
      display: 'block',
      marginLeft: 'auto',
      padding: 2,
      '&:hover': { color: theme.colors.text.primary },
      '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}` },
    }),
  };
}
