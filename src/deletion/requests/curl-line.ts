/** The shells that a line can be written for. */
export type Shell = 'bash' | 'powershell';

/**
 * A DELETE of an address, for a shell. The token stays out of it: the shell reads it from the variable TOKEN. An id may
 * hold an apostrophe, which an address may too, but which would end the shell's word.
 */
export function curlLine(shell: Shell, url: string): string {
  const word = `'${url.replaceAll("'", '%27')}'`;
  switch (shell) {
    case 'bash':
      return `curl -X DELETE -H "X-Auth-Token: $TOKEN" ${word}`;
    case 'powershell':
      // Without .exe, Windows PowerShell takes it for a command of its own.
      return `curl.exe -X DELETE -H "X-Auth-Token: $env:TOKEN" ${word}`;
    default:
      return shell satisfies never;
  }
}
