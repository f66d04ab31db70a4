/**
 * Remembers what is the same for everybody for a few seconds, so that a crowd does not reach the database: who asks while
 * it is being made waits for the same. `now` is the server's clock; when that is moved, nothing old is shown.
 */
export class ShortMemory<T> {
  readonly #entries = new Map<string, { value: Promise<T>; made: number; until: number }>()
  readonly #ms: number
  readonly #atMost: number

  constructor({ seconds, atMost }: { seconds: number; atMost: number }) {
    this.#ms = seconds * 1000
    this.#atMost = atMost
  }

  get(key: string, now: Date, make: () => Promise<T>): Promise<T> {
    const entry = this.#entries.get(key)
    const age = entry ? Math.abs(now.getTime() - entry.made) : Infinity
    if (entry && age < this.#ms && performance.now() < entry.until) return entry.value
    const value = make()
    this.#entries.delete(key)
    this.#entries.set(key, { value, made: now.getTime(), until: performance.now() + this.#ms })
    if (this.#entries.size > this.#atMost) this.#entries.delete(this.#entries.keys().next().value!)
    value.catch(() => this.#entries.delete(key))
    return value
  }
}
