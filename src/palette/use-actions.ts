import { useMantineColorScheme } from '@mantine/core';
import {
  IconAdjustments,
  IconArrowRight,
  IconBaselineDensityMedium,
  IconBaselineDensitySmall,
  IconBookmark,
  IconDeviceDesktop,
  IconHelpCircle,
  IconKey,
  IconKeyboard,
  IconLogout,
  IconMoon,
  IconSun,
} from '@tabler/icons-react';
import { useNavigate } from 'react-router-dom';
import { useSignOut } from '../api/queries/access/session.ts';
import { paths } from '../app/paths.ts';
import { m } from '../messages/messages.js';
import { useSavedFilters } from '../models/filters/use-saved-filters.ts';
import { setCompact } from '../ui/density.ts';
import type { PaletteEntry } from './palette-entry.ts';

/** Everything that can be gone to or done from anywhere. */
export function useActions(show: { onShowKeys: () => void; onShowSettings: () => void }): PaletteEntry[] {
  const navigate = useNavigate();
  const { setColorScheme } = useMantineColorScheme();
  const signOut = useSignOut();
  const pages = [
    { label: m.overview_title(), icon: IconArrowRight, act: () => navigate(paths.overview) },
    { label: m.models(), icon: IconArrowRight, act: () => navigate(paths.models) },
    { label: m.services(), icon: IconArrowRight, act: () => navigate(paths.services) },
    { label: m.deletions(), icon: IconArrowRight, act: () => navigate(paths.deletions) },
    { label: m.activity(), icon: IconArrowRight, act: () => navigate(paths.activity) },
    { label: m.cleanup_title(), icon: IconArrowRight, act: () => navigate(paths.cleanup) },
    { label: m.rules(), icon: IconArrowRight, act: () => navigate(paths.rules) },
    { label: m.webhooks(), icon: IconArrowRight, act: () => navigate(paths.webhooks) },
    { label: m.own_access(), icon: IconKey, act: () => navigate(paths.ownAccess) },
    { label: m.runs(), icon: IconArrowRight, act: () => navigate(paths.runs) },
    { label: m.help(), icon: IconHelpCircle, act: () => navigate(paths.help) },
  ];
  const choices = [
    { label: m.keys_title(), icon: IconKeyboard, act: show.onShowKeys },
    { label: m.project_settings(), icon: IconAdjustments, act: show.onShowSettings },
    { label: themed(m.theme_light()), icon: IconSun, act: () => setColorScheme('light') },
    { label: themed(m.theme_dark()), icon: IconMoon, act: () => setColorScheme('dark') },
    { label: themed(m.theme_system()), icon: IconDeviceDesktop, act: () => setColorScheme('auto') },
    { label: dense(m.density_comfortable()), icon: IconBaselineDensityMedium, act: () => setCompact(false) },
    { label: dense(m.density_compact()), icon: IconBaselineDensitySmall, act: () => setCompact(true) },
    { label: m.sign_out(), icon: IconLogout, act: () => signOut.mutate() },
  ];
  const saved = useSavedFilters().map(({ name, query }) => ({
    key: `saved ${name}`,
    group: m.list_saved(),
    icon: IconBookmark,
    label: name,
    act: () => navigate(paths.models + query),
  }));
  return [
    ...saved,
    ...pages.map((page) => ({ ...page, key: `page ${page.label}`, group: m.palette_pages() })),
    ...choices.map((choice) => ({ ...choice, key: `choice ${choice.label}`, group: m.palette_actions() })),
  ];
}

function themed(value: string): string {
  return m.filter_chosen({ label: m.theme(), value });
}

function dense(value: string): string {
  return m.filter_chosen({ label: m.density(), value });
}
