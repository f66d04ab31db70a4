import { type Hash, createHash } from 'node:crypto'

/**
 * The rule of a prize draw; docs/draw.md tells it in words. Every entry has a ticket, a digest of the draw's key and the
 * entry's code; entries in the order of their tickets are the shuffled list, and the first are the winners.
 */
export const drawFormat = 'anyue-draw-1'

/** Characters that are not mistaken for one another (Crockford's base 32). */
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

export function commitTo(seed: Uint8Array): string {
  return createHash('sha256').update(seed).digest('hex')
}

/** Twelve characters, 60 bits, of a digest or of secret bytes: `4K7M-0QXE-9T2A`. */
export function writeCode(bytes: Uint8Array): string {
  const characters = Array.from({ length: 12 }, (_, at) => letters[readBits(bytes, at * 5)]!).join('')
  return `${characters.slice(0, 4)}-${characters.slice(4, 8)}-${characters.slice(8)}`
}

function readBits(bytes: Uint8Array, from: number): number {
  const word = (bytes[from >> 3]! << 8) | bytes[(from >> 3) + 1]!
  return (word >> (11 - (from & 7))) & 31
}

/** The public code of the entry whose owner holds the claim code. */
export function codeOfClaim(claimCode: string): string {
  return writeCode(createHash('sha256').update(`${drawFormat} entry ${claimCode}`).digest())
}

/** The list's digest: SHA-256 of the codes, ascending, a line feed after each. */
export class EntriesDigest {
  #hash: Hash = createHash('sha256')
  #last = ''
  count = 0

  add(code: string): void {
    if (code <= this.#last) throw new Error('entries are not in ascending order, or one is there twice')
    this.#last = code
    this.count += 1
    this.#hash.update(`${code}\n`)
  }

  end(): string {
    return this.#hash.digest('hex')
  }
}

export interface DrawKey {
  seed: Uint8Array
  entriesDigest: string
  witnessValue: string | null
}

export function makeDrawKey({ seed, entriesDigest, witnessValue }: DrawKey): string {
  const text = [drawFormat, Buffer.from(seed).toString('hex'), entriesDigest, witnessValue ?? ''].join('\n')
  return createHash('sha256').update(text).digest('hex')
}

export function ticketOf(key: string, code: string): string {
  return createHash('sha256').update(`${key}\n${code}`).digest('hex')
}

/** Gathers entries one by one and keeps no more than a few times the winners. */
export class WinnerPicker {
  #key: string
  #winners: number
  #best: { ticket: string; code: string }[] = []

  constructor(key: string, winners: number) {
    this.#key = key
    this.#winners = winners
  }

  add(code: string): void {
    this.#best.push({ ticket: ticketOf(this.#key, code), code })
    if (this.#best.length >= 2 * this.#winners + 1_000) this.#prune()
  }

  /** Codes of the winners, the first first. */
  end(): string[] {
    this.#prune()
    return this.#best.map((one) => one.code)
  }

  #prune(): void {
    this.#best.sort((a, b) => (a.ticket < b.ticket ? -1 : 1))
    this.#best.length = Math.min(this.#best.length, this.#winners)
  }
}
