/** Whether what was typed is the word: spaces around it are forgiven, and how a letter with an accent is put together. */
export function isSameWord(typed: string, word: string): boolean {
  return typed.trim().normalize() === word.trim().normalize();
}
