/** An enterprise's name as it is kept: plain width, no odd signs; null for what cannot be a name. */
export function cleanWorkplace(text: string): string | null {
  const name = text
    .normalize('NFKC')
    // Control signs, and those that turn the direction of writing.
    .replace(/[\p{C}<>"'`\\]/gu, '')
    .replaceAll('(', '（')
    .replaceAll(')', '）')
    .replace(/\s+/g, ' ')
    .replace(/^[\s,，.。、;；:：]+|[\s,，.。、;；:：]+$/g, '')
    // Between Chinese signs a space is a slip.
    .replace(/(\p{Script=Han}) (?=\p{Script=Han})/gu, '$1')
  const length = [...name].length
  return length >= 2 && length <= 60 && /\p{L}/u.test(name) ? name : null
}
