/** Digits and capitals without those that are taken for each other (0 O, 1 I L). */
export const codeSigns = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
export const codeLength = 16

/** `7KQ2-…` as people read, type and copy it → as it is kept; null for what cannot be a code. */
export function readCode(text: string): string | null {
  const code = text.normalize('NFKC').toUpperCase().replace(/[\s-]/g, '')
  return code.length === codeLength && [...code].every((sign) => codeSigns.includes(sign)) ? code : null
}

/** In groups of four. */
export function sayCode(code: string): string {
  return code.replace(/(.{4})(?=.)/g, '$1-')
}

/** Where the thing is done that a certificate is for: `pledge.x` → `pledges/x`. */
export function pathOfChannel(channel: string): string {
  const [kind, ...rest] = channel.split('.')
  return `${kind}s/${rest.join('.')}`
}

/** A person's name as it is signed, without what does not show; null for what cannot be one. */
export function readHolder(text: string): string | null {
  const name = text.normalize('NFKC').replace(/\s+/g, ' ').trim()
  return /^[\p{L}\p{M}·•‧. '’-]{2,40}$/u.test(name) && /\p{L}/u.test(name) ? name : null
}
