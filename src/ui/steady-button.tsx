import { type ComponentProps, type MouseEvent, useLayoutEffect, useRef, useState } from 'react';

type Props = ComponentProps<'button'> & { 'data-loading'?: boolean };

/**
 * The element of every button. A browser takes the focus from what is disabled, so a button that is busy with what was
 * asked for is not: it keeps the focus, says that it is off, and does nothing. What it becomes afterwards it becomes
 * when the focus leaves it.
 */
export function SteadyButton({ disabled, onClick, onBlur, ref, type = 'button', ...rest }: Props) {
  const isBusy = rest['data-loading'] === true || rest['aria-busy'] === true;
  const button = useRef<HTMLButtonElement>(null);
  const [wasBusy, setWasBusy] = useState(false);
  if (isBusy && !wasBusy) setWasBusy(true);
  useLayoutEffect(() => {
    if (!isBusy && button.current !== document.activeElement) setWasBusy(false);
  }, [isBusy]);
  const isSteady = disabled === true && (isBusy || wasBusy);
  return (
    <button
      {...rest}
      ref={(element) => {
        button.current = element;
        if (typeof ref === 'function') return ref(element);
        if (ref) ref.current = element;
      }}
      type={type}
      disabled={disabled && !isSteady}
      aria-disabled={isSteady || rest['aria-disabled']}
      onClick={(event: MouseEvent<HTMLButtonElement>) => {
        if (isSteady) event.preventDefault();
        else onClick?.(event);
      }}
      onBlur={(event) => {
        if (!isBusy) setWasBusy(false);
        onBlur?.(event);
      }}
    />
  );
}
