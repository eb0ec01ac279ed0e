import { useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import {
  type CleanupSettings,
  LIMITS,
  REASONS,
  type Reason,
  USUAL_SETTINGS,
} from '../../core/housekeeping/suggest.ts';

/** What the page shows, as the address says: it survives reload, back and sharing. */
export type CleanupAddress = {
  /** The reason that was chosen; without one the page chooses. */
  reason: Reason | undefined;
  settings: CleanupSettings;
  choose: (reason: Reason) => void;
  tune: (figure: keyof CleanupSettings, value: number) => void;
};

export function useCleanupAddress(): CleanupAddress {
  const [params, setParams] = useSearchParams();
  // The same figures are the same object: somebody waits until they are still.
  const { reason, settings } = useMemo(() => parseCleanup(params), [params]);
  return {
    reason,
    settings,
    choose: (chosen) => setParams(toParams(chosen, settings), { replace: true }),
    tune: (figure, value) => setParams(toParams(reason, { ...settings, [figure]: value }), { replace: true }),
  };
}

/** What an address asks for, within limits: it may be old, or written by hand. */
export function parseCleanup(params: URLSearchParams): {
  reason: Reason | undefined;
  settings: CleanupSettings;
} {
  const figure = (of: keyof CleanupSettings) => {
    const said = params.get(of) ?? '';
    const { min, max } = LIMITS[of];
    return /^\d{1,6}$/.test(said) ? Math.min(Math.max(Number(said), min), max) : USUAL_SETTINGS[of];
  };
  return {
    reason: REASONS.find((known) => known === params.get('reason')),
    settings: {
      failed_days: figure('failed_days'),
      newest: figure('newest'),
      old_months: figure('old_months'),
      idle_months: figure('idle_months'),
    },
  };
}

/** Only what is not as usual is said. */
function toParams(reason: Reason | undefined, settings: CleanupSettings): Record<string, string> {
  const { failed_days, newest, old_months, idle_months } = settings;
  const usual = USUAL_SETTINGS;
  return {
    ...(reason && { reason }),
    ...(failed_days !== usual.failed_days && { failed_days: String(failed_days) }),
    ...(newest !== usual.newest && { newest: String(newest) }),
    ...(old_months !== usual.old_months && { old_months: String(old_months) }),
    ...(idle_months !== usual.idle_months && { idle_months: String(idle_months) }),
  };
}
