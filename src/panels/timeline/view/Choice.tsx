import { Button, Dropdown, Menu } from '@grafana/ui';
import React from 'react';

interface Props<T> {
  /** What is chosen, for screen readers. */
  readonly label: string;
  readonly value: T;
  /** Differs from what is usual. */
  readonly marked: boolean;
  readonly options: ReadonlyArray<{ readonly value: T; readonly label: string }>;
  readonly onChange: (value: T) => void;
}

/** A small button that shows the choice and opens the others. */
export function Choice<T extends number | string>({ label, value, marked, options, onChange }: Props<T>) {
  const chosen = options.find((option) => option.value === value)?.label ?? String(value);
  const menu = (
    <Menu ariaLabel={label}>
      {options.map((option) => (
        <Menu.Item
          key={option.value}
          label={option.label}
          active={option.value === value}
          onClick={() => onChange(option.value)}
        />
      ))}
    </Menu>
  );
  const name = `${label}: ${chosen}`;
  return (
    <Dropdown overlay={menu} placement="bottom-start">
      <Button
        size="sm"
        variant={marked ? 'primary' : 'secondary'}
        fill="outline"
        aria-label={name}
        icon="angle-down"
        iconPlacement="right"
      >
        {chosen}
      </Button>
    </Dropdown>
  );
}
