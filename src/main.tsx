import './app/no-eval.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { fetchWire } from './api/http/send.ts';
import { BASE } from './api/prefetch/base.ts';
import { App } from './app/app.tsx';
import { loadTypeface } from './app/load-typeface.ts';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no element with the id "root".');

// Who came to the gateway itself, not by its path, is taken there: the router knows no other.
if (!window.location.pathname.startsWith(BASE)) window.location.replace(BASE + window.location.pathname);

createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);

loadTypeface();

for (const sign of ['pointermove', 'pointerdown', 'keydown', 'focusin']) {
  window.addEventListener(sign, () => void fetchWire().catch(() => undefined), { once: true, passive: true });
}
