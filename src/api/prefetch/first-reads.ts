import { addressOf } from './address-of.ts';
import { parseListQuery } from './list-query.ts';

/** The addresses of what the page at a location reads first. */
export function firstReads({ pathname, search }: { pathname: string; search: string }): string[] {
  if (pathname === '/sign-in') return ['/api/about'];
  if (pathname === '/') return ['/api/session', '/api/overview'];
  const [, model, name, ...others] = pathname.split('/');
  if (model === 'models' && name && others.length === 0) return ['/api/session', `/api/names/${name}`];
  const isModels = pathname === '/models' || pathname.startsWith('/models/');
  const { filters, sorting } = parseListQuery(new URLSearchParams(search));
  return ['/api/session', ...(isModels ? [addressOf('/api/model-groups', { ...filters, ...sorting })] : [])];
}
