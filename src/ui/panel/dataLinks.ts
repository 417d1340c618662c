import { type DataFrame, type Field, locationUtil } from '@grafana/data';

/** Where a click may lead. */
export interface DataLink {
  readonly title: string;
  readonly href: string;
  readonly newTab: boolean;
  readonly onClick: ((event: unknown) => void) | undefined;
}

/** A link to a page of Grafana, by its address without the path under which Grafana is served. */
export function addressLink(title: string, address: string): DataLink {
  return { title, href: locationUtil.assureBaseUrl(address), newTab: false, onClick: undefined };
}

/** The links of one value: of its source, and of the dashboard's author. None where there is no value. */
export function fieldLinks(field: Field, row: number): readonly DataLink[] {
  // Loki's derived fields have no value on most lines, and a link to nothing is worse than none.
  const value: unknown = field.values[row];
  if (value === undefined || value === null || value === '') {
    return [];
  }
  return (field.getLinks?.({ valueRowIndex: row }) ?? []).map((link) => ({
    title: link.title,
    href: link.href,
    newTab: link.target === '_blank',
    onClick: link.onClick,
  }));
}

/** The links of a row, each once. Links with one title are told apart by their fields: sources name them after themselves. */
export function rowLinks(frame: DataFrame, row: number): readonly DataLink[] {
  const found = frame.fields.flatMap((field) => fieldLinks(field, row).map((link) => ({ field, link })));
  const links = [...new Map(found.map((each) => [`${each.link.title} ${each.link.href}`, each])).values()];
  const isShared = (title: string) => links.filter(({ link }) => link.title === title).length > 1;
  return links.map(({ field, link }) =>
    isShared(link.title) ? { ...link, title: `${link.title} (${field.config.displayName ?? field.name})` } : link
  );
}
