import { type ComponentProps, useRef, useState } from 'react';

type Props = ComponentProps<'button'> & { 'data-loading'?: boolean };

/**
 * The element of every button. A browser takes the focus from what is disabled, so a button that is busy with what was
 * asked for is not: it keeps the focus, says that it is off, and does nothing. What it becomes afterwards it becomes
 * when the focus leaves it.
 */
export function SteadyButton({ disabled, onClick, onFocus, onBlur, type = 'button', ...rest }: Props) {
  const isBusy = rest['data-loading'] ?? rest['aria-busy'];
  const [hasFocus, setFocus] = useState(false);
  const wasBusy = useRef(false);
  wasBusy.current = disabled === true && (wasBusy.current || isBusy === true);
  const isSteady = wasBusy.current && (isBusy === true || hasFocus);
  return (
    <button
      {...rest}
      type={type}
      disabled={disabled && !isSteady}
      aria-disabled={isSteady || rest['aria-disabled']}
      onClick={isSteady ? (event) => event.preventDefault() : onClick}
      onFocus={(event) => {
        setFocus(true);
        onFocus?.(event);
      }}
      onBlur={(event) => {
        setFocus(false);
        onBlur?.(event);
      }}
    />
  );
}
