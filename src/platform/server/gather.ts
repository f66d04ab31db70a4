import type { Connection } from './database.ts'

/**
 * For a statement that a crowd needs at the same moment: those who come while one is under way go together in the next,
 * so that a thousand a second share round trips and, where it writes, one commit. Who comes alone does not wait.
 * `run` gives one result per item, in their order; when PostgreSQL refuses several for what one of them holds, each is
 * run by itself, so that nobody fails for another's sake.
 *
 * `lanes`: how many may be under way; `apart`: items of one key are never in the same statement, as it could change their
 * row only once.
 */
export function gather<Item, Result>(
  run: (db: Connection, items: Item[]) => Promise<Result[]>,
  { lanes = 1, apart }: { lanes?: number; apart?: (item: Item) => string } = {},
): (db: Connection, item: Item) => Promise<Result> {
  const queues = new WeakMap<Connection, Queue<Item, Result>>()
  return (db, item) => {
    const known = queues.get(db)
    const queue = known ?? new Queue((items) => run(db, items), lanes, apart)
    if (!known) queues.set(db, queue)
    return queue.add(item)
  }
}

/** The same for a question to which all get one answer: who asks the same while it is under way shares the next. */
export function share<Item, Result>(
  run: (db: Connection, item: Item) => Promise<Result>,
  keyOf: (item: Item) => string,
): (db: Connection, item: Item) => Promise<Result> {
  return gather((db, items) => {
    const asked = new Map<string, Promise<Result>>()
    return Promise.all(
      items.map((item) => {
        const key = keyOf(item)
        const result = asked.get(key) ?? run(db, item)
        asked.set(key, result)
        return result
      }),
    )
  })
}

const atMost = 128

interface Waiting<Item, Result> {
  item: Item
  resolve: (result: Result) => void
  reject: (error: unknown) => void
}

class Queue<Item, Result> {
  readonly #run: (items: Item[]) => Promise<Result[]>
  readonly #apart: ((item: Item) => string) | undefined
  #waiting: Waiting<Item, Result>[] = []
  #free: number

  constructor(run: (items: Item[]) => Promise<Result[]>, lanes: number, apart?: (item: Item) => string) {
    this.#run = run
    this.#free = lanes
    this.#apart = apart
  }

  add(item: Item): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ item, resolve, reject })
      if (this.#free === 0) return
      this.#free -= 1
      // After everything that has come in by now.
      setImmediate(() => void this.#work())
    })
  }

  async #work(): Promise<void> {
    while (this.#waiting.length > 0) await this.#settle(this.#take())
    this.#free += 1
  }

  #take(): Waiting<Item, Result>[] {
    if (!this.#apart) return this.#waiting.splice(0, atMost)
    const taken = new Map<string, Waiting<Item, Result>>()
    const left: Waiting<Item, Result>[] = []
    for (const one of this.#waiting) {
      const key = this.#apart(one.item)
      if (taken.has(key) || taken.size === atMost) left.push(one)
      else taken.set(key, one)
    }
    this.#waiting = left
    return [...taken.values()]
  }

  async #settle(some: Waiting<Item, Result>[]): Promise<void> {
    try {
      const results = await this.#run(some.map((one) => one.item))
      some.forEach((one, index) => one.resolve(results[index]!))
    } catch (error) {
      if (some.length > 1 && isOfOne(error)) for (const one of some) await this.#settle([one])
      else for (const one of some) one.reject(error)
    }
  }
}

/** Bad data, a violated constraint, a deadlock: nothing was written. Not a database that is away. */
function isOfOne(error: unknown): boolean {
  return /^(?:22|23|40)/.test(String((error as { code?: unknown }).code))
}
