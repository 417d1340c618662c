import React from 'react';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import * as editors from '../editors';
import { lazyEditor } from './lazyEditor';

jest.setTimeout(30_000);

interface Props {
  readonly name: string;
}

const pick = () =>
  function Editor({ name }: Props) {
    return <output>{name}</output>;
  };

it('says that an editor is being loaded, says that it could not be, tries again, and is there at once from then on', async () => {
  const load = jest.fn(() => Promise.resolve(editors)).mockImplementationOnce(() => Promise.reject(new Error('gone')));
  const First = lazyEditor<Props>(pick, load);
  render(<First name="query" />);
  expect(screen.getByText('Loading the editor')).toBeInTheDocument();
  expect(await screen.findByRole('alert')).toHaveTextContent('could not be loaded');
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByText('query')).toBeInTheDocument();

  const Second = lazyEditor<Props>(pick, load);
  render(<Second name="variable" />);
  expect(screen.getByText('variable')).toBeInTheDocument();
  expect(load).toHaveBeenCalledTimes(2);
});
