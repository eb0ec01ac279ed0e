import { useEffect, useRef, useState } from 'react';
import { copyText } from './copy-text.ts';

/** For so long a button says that it has copied. In ms. */
const SAID_FOR_MS = 2_000;

/** Copies a text, and tells for a moment that it was copied. */
export function useCopy(): { isCopied: boolean; copy: (text: string) => void } {
  const [isCopied, setCopied] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const copy = async (text: string) => {
    clearTimeout(timer.current);
    setCopied(await copyText(text));
    timer.current = setTimeout(() => setCopied(false), SAID_FOR_MS);
  };
  return { isCopied, copy: (text) => void copy(text) };
}
