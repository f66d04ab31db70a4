/** A pattern for `like` that finds `text` anywhere; its own signs of a pattern are plain signs. */
export function containsText(text: string): string {
  return `%${text.replace(/[\\%_]/g, '\\$&')}%`
}
