import { Failure } from './failure.ts';

/** Why a gateway cannot listen where it was told to, and what to do; any other error as it is. */
export function listenTrouble(error: unknown, { host, port }: { host: string; port: number }): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'EADDRINUSE':
      return new Failure(
        `Port ${port} on ${host} is in use. Stop what is using it, or choose another with --port.`,
      );
    case 'EADDRNOTAVAIL':
      return new Failure(
        `${host} is no address of this machine. Choose one that is with --host: 127.0.0.1 for this machine only, 0.0.0.0 for all of its addresses.`,
      );
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new Failure(
        `${host} is a name that nobody knows the address of. Choose a name or an address of this machine with --host.`,
      );
    case 'EACCES':
      return new Failure(
        `Port ${port} is only for those with more rights. Choose one from 1024 on with --port, and have a proxy take the other.`,
      );
    default:
      return error;
  }
}
