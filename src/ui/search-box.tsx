import { CloseButton, Kbd, TextInput } from '@mantine/core';
import { useThrottledCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, type RefObject, useRef, useState } from 'react';
import { m } from '../messages/messages.js';

/** In characters: no name is as long, so that what is cut from a paste would find nothing either. */
const MAX_SEARCH = 100;

/**
 * How long one search stands before the next: the first letter is searched for at once, a burst of them as a whole.
 * Browsers refuse addresses that change more often than a hundred times in ten seconds. In ms.
 */
const BETWEEN_SEARCHES_MS = 120;

/** A search whose text lives in the address: it follows Back and "Clear filters", and never what it wrote itself. */
export function SearchBox(props: {
  label: string;
  hint: string;
  /** What is searched for now, as the address says. */
  value: string;
  onSearch: (text: string) => void;
  className?: string | undefined;
  inputRef?: RefObject<HTMLInputElement | null>;
  /** The key that leads here, shown while the box is empty. */
  shortcut?: string;
  /** Goes on into what was found, by arrow down or Enter. */
  onLeave?: () => void;
}) {
  const { value } = props;
  const own = useRef<HTMLInputElement>(null);
  const box = props.inputRef ?? own;
  const [typed, setTyped] = useState(value);
  const [known, setKnown] = useState(value);
  if (value !== known) {
    setKnown(value);
    setTyped(value);
  }
  const search = useThrottledCallback((text: string) => {
    setKnown(text);
    props.onSearch(text);
  }, BETWEEN_SEARCHES_MS);
  const change = (text: string) => {
    setTyped(text);
    search(text.trim());
  };
  const onKeyDown = ({ key, nativeEvent }: KeyboardEvent) => {
    // Keys of an input method are its own.
    if (nativeEvent.isComposing) return;
    if (key === 'Escape') change('');
    if (key === 'ArrowDown' || key === 'Enter') props.onLeave?.();
  };
  return (
    <TextInput
      ref={box}
      role="searchbox"
      aria-label={props.label}
      placeholder={props.hint}
      className={props.className}
      size="sm"
      maxLength={MAX_SEARCH}
      value={typed}
      onChange={(event) => change(event.currentTarget.value)}
      onKeyDown={onKeyDown}
      leftSection={<IconSearch size={16} aria-hidden />}
      rightSectionPointerEvents="all"
      rightSection={
        typed ? (
          <CloseButton
            size="sm"
            aria-label={m.clear_search()}
            onClick={() => {
              change('');
              box.current?.focus();
            }}
          />
        ) : (
          props.shortcut && <Kbd size="xs">{props.shortcut}</Kbd>
        )
      }
    />
  );
}
