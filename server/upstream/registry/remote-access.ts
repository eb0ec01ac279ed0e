import type { Store } from '../../store/schema.ts';
import type { RemoteCredential } from '../identity/remote-credential.ts';
import type { Upstream } from '../transport/upstream.ts';

/** The remote registry, asked in somebody's name in one project, and the database that has the copy of it. */
export type RemoteAccess = { store: Store; upstream: Upstream; credential: RemoteCredential };
