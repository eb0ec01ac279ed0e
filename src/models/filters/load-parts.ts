// What the filter bar opens, each with its own code. The names of all their files would be on the first screen, which has few
// bytes left, if it asked for them itself: it asks for this file, and this file for them.

export const loadMoreFilters = () => import('./more-filters.tsx');
export const loadSavedMenu = () => import('./saved-menu.tsx');
export const loadViewMenu = () => import('./view-menu.tsx');
export const loadFilterChips = () => import('./filter-chips.tsx');
