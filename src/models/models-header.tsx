import { CloseButton, Kbd, TextInput, Title } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { type Ref, useState } from 'react';
import type { ModelGroupPage } from '../../core/console/model-groups.ts';
import { m } from '../messages/messages.js';
import { formatCount, formatExactSize, formatSize } from '../ui/format.ts';
import type { ListAddress } from './list-address.ts';
import { ListFilters } from './list-filters.tsx';
import classes from './models.module.css';

/** How long typing rests before the list is asked for. In ms. */
const TYPING_PAUSE = 200;

/** The title, what there is in all, the search and the filters. */
export function ModelsHeader(props: {
  address: ListAddress;
  total: ModelGroupPage['total'] | undefined;
  searchRef: Ref<HTMLInputElement>;
}) {
  return (
    <div className={classes.header}>
      <div className={classes.titleLine}>
        <Title order={1} size="h3">
          {m.models()}
        </Title>
        <p className={classes.total} aria-live="polite">
          {props.total && <TotalLine total={props.total} />}
        </p>
        <SearchBox key={props.address.narrowing.search} address={props.address} inputRef={props.searchRef} />
      </div>
      <ListFilters address={props.address} />
    </div>
  );
}

function TotalLine({ total }: { total: ModelGroupPage['total'] }) {
  return (
    <>
      {m.count_names({ count: total.names, shown: formatCount(total.names) })} ·{' '}
      {m.count_versions({ count: total.versions, shown: formatCount(total.versions) })} ·{' '}
      <span title={formatExactSize(total.model_size)}>{formatSize(total.model_size)}</span>
    </>
  );
}

function SearchBox({ address, inputRef }: { address: ListAddress; inputRef: Ref<HTMLInputElement> }) {
  const [typed, setTyped] = useState(address.narrowing.search ?? '');
  const search = useDebouncedCallback((text: string) => address.narrow('search', text.trim()), TYPING_PAUSE);
  const change = (text: string) => {
    setTyped(text);
    search(text);
  };
  return (
    <TextInput
      ref={inputRef}
      role="searchbox"
      aria-label={m.search_models()}
      placeholder={m.search_models_hint()}
      className={classes.search}
      maxLength={100}
      value={typed}
      onChange={(event) => change(event.currentTarget.value)}
      leftSection={<IconSearch size={16} aria-hidden />}
      rightSectionPointerEvents="all"
      rightSection={
        typed ? (
          <CloseButton size="sm" aria-label={m.clear_search()} onClick={() => change('')} />
        ) : (
          <Kbd size="xs">/</Kbd>
        )
      }
    />
  );
}
