import { canonicalJson } from '../../../platform/shared/canonical-json.ts'
import { ApiProblem } from '../../../platform/web/call-api.ts'
import type { ReportContent } from '../content.ts'

/** The draft on the server that someone else saved meanwhile; null: there is none any more. */
export interface OtherDraft {
  version: number
  content: ReportContent
  savedAt: string | null
  savedBy: string | null
}

export type SaveStatus =
  | { name: 'untouched' }
  | { name: 'saving' }
  | { name: 'saved'; at: string }
  /** Kept on this machine; tried again by itself. */
  | { name: 'offline' }
  | { name: 'conflict'; other: OtherDraft | null }
  | { name: 'refused'; message: string }

export interface KeeperState {
  content: ReportContent
  status: SaveStatus
  /** Something is not on the server yet. */
  unsaved: boolean
  /** Content found on this machine that had not reached the server, put back at the start. */
  restoredFrom: string | null
}

interface LocalCopy {
  content: ReportContent
  baseVersion: number
  at: string
}

export interface KeeperOptions {
  /** By user and obligation. */
  storageKey: string
  draft: { version: number; content: ReportContent; savedAt: string | null; savedBy: string | null }
  save: (baseVersion: number, content: ReportContent) => Promise<{ version: number; savedAt: string }>
  now: () => Date
  storage?: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>
}

const typingPauseMs = 1_000
const retryMs = 8_000

/**
 * Keeps what is typed: at once on this machine, a second after typing stops on the server. Never writes over
 * another's version; what it cannot save it keeps and tries again.
 */
export class DraftKeeper {
  private state: KeeperState
  private version: number
  private timer: ReturnType<typeof setTimeout> | undefined
  private running: Promise<void> | null = null
  private again = false
  private held = false
  private readonly listeners = new Set<() => void>()
  private readonly options: KeeperOptions
  private readonly storage: KeeperOptions['storage']

  constructor(options: KeeperOptions) {
    this.options = options
    this.storage = options.storage ?? browserStorage()
    const { draft } = options
    this.version = draft.version
    this.state = {
      content: draft.content,
      status: draft.savedAt ? { name: 'saved', at: draft.savedAt } : { name: 'untouched' },
      unsaved: false,
      restoredFrom: null,
    }
    this.restore()
  }

  /** What was typed here and never reached the server: taken up again, or offered when another version exists. */
  private restore(): void {
    const local = this.readLocal()
    if (!local) return
    const { draft } = this.options
    if (canonicalJson(local.content) === canonicalJson(draft.content)) {
      this.forgetLocal()
      return
    }
    const same = local.baseVersion === draft.version
    this.state = {
      content: local.content,
      status: same ? { name: 'offline' } : { name: 'conflict', other: draft },
      unsaved: true,
      restoredFrom: same ? local.at : null,
    }
  }

  /** Begins the work that outlives a render; call once the page is shown. */
  start(): () => void {
    if (this.state.status.name === 'offline') this.schedule(0)
    const goOn = () => {
      if (this.state.unsaved && this.state.status.name !== 'conflict') this.schedule(0)
    }
    window.addEventListener('online', goOn)
    return () => {
      window.removeEventListener('online', goOn)
      clearTimeout(this.timer)
      if (this.state.unsaved && this.state.status.name !== 'conflict' && !this.held) void this.saveNow()
    }
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  read = (): KeeperState => this.state

  private tell(change: Partial<KeeperState>): void {
    this.state = { ...this.state, ...change }
    for (const listener of this.listeners) listener()
  }

  change(update: (content: ReportContent) => ReportContent): void {
    const content = update(this.state.content)
    if (content === this.state.content) return
    this.tell({ content, unsaved: true })
    this.writeLocal()
    if (this.state.status.name !== 'conflict') this.schedule(typingPauseMs)
  }

  /** Undoes a restoring: back to what the server has. */
  dropRestored(): void {
    clearTimeout(this.timer)
    const { draft } = this.options
    this.forgetLocal()
    const saved = this.version !== draft.version
    this.tell({ content: draft.content, restoredFrom: null, unsaved: saved })
    if (saved) this.schedule(0)
  }

  keepMine(): void {
    if (this.state.status.name !== 'conflict') return
    this.version = this.state.status.other?.version ?? 0
    this.tell({ status: { name: 'saving' } })
    this.writeLocal()
    this.schedule(0)
  }

  takeOther(): void {
    if (this.state.status.name !== 'conflict' || !this.state.status.other) return
    const { other } = this.state.status
    this.version = other.version
    this.forgetLocal()
    this.tell({
      content: other.content,
      unsaved: false,
      status: other.savedAt ? { name: 'saved', at: other.savedAt } : { name: 'untouched' },
    })
  }

  /** While a report is on its way nothing is saved: a draft written after it would open it again. */
  async hold(): Promise<void> {
    this.held = true
    clearTimeout(this.timer)
    await this.running
  }

  release(): void {
    this.held = false
    if (this.state.unsaved) this.schedule(0)
  }

  /** After the receipt there is nothing left to keep. */
  finish(): void {
    this.held = true
    clearTimeout(this.timer)
    this.forgetLocal()
    this.tell({ unsaved: false, restoredFrom: null })
  }

  saveSoon(): void {
    if (this.state.unsaved) this.schedule(0)
  }

  private schedule(wait: number): void {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => void this.saveNow(), wait)
  }

  private saveNow(): Promise<void> {
    if (this.held) return Promise.resolve()
    if (this.running) {
      this.again = true
      return this.running
    }
    this.running = this.saveOnce().finally(() => {
      this.running = null
      if (this.again) {
        this.again = false
        this.schedule(0)
      }
    })
    return this.running
  }

  private async saveOnce(): Promise<void> {
    const { content } = this.state
    this.tell({ status: { name: 'saving' } })
    try {
      const reply = await this.options.save(this.version, content)
      this.version = reply.version
      const more = this.state.content !== content
      this.tell({ status: { name: 'saved', at: reply.savedAt }, unsaved: more })
      if (more) {
        this.writeLocal()
        this.schedule(typingPauseMs)
      } else this.forgetLocal()
    } catch (error) {
      this.sayWhatWentWrong(error)
    }
  }

  private sayWhatWentWrong(error: unknown): void {
    const problem = error instanceof ApiProblem ? error : null
    if (problem?.name === 'draft-conflict') {
      const other = (problem.body.current as OtherDraft | null) ?? null
      // Our own save whose answer was lost: nothing to choose.
      if (other && canonicalJson(other.content) === canonicalJson(this.state.content)) {
        this.version = other.version
        this.forgetLocal()
        this.tell({
          unsaved: false,
          status: { name: 'saved', at: other.savedAt ?? this.options.now().toISOString() },
        })
        return
      }
      this.tell({ status: { name: 'conflict', other } })
    } else if (!problem || problem.status === 0 || problem.status >= 500 || problem.status === 429) {
      this.tell({ status: { name: 'offline' } })
      this.schedule(retryMs)
    } else {
      this.tell({ status: { name: 'refused', message: problem.errors[0]?.message ?? problem.message } })
    }
  }

  private writeLocal(): void {
    const copy: LocalCopy = {
      content: this.state.content,
      baseVersion: this.version,
      at: this.options.now().toISOString(),
    }
    try {
      this.storage?.setItem(this.options.storageKey, JSON.stringify(copy))
    } catch {
      // A full or forbidden storage: the server's copy is the only one then.
    }
  }

  private readLocal(): LocalCopy | null {
    try {
      const text = this.storage?.getItem(this.options.storageKey)
      const copy = text ? (JSON.parse(text) as LocalCopy) : null
      return copy && typeof copy.baseVersion === 'number' && copy.content ? copy : null
    } catch {
      return null
    }
  }

  private forgetLocal(): void {
    try {
      this.storage?.removeItem(this.options.storageKey)
    } catch {
      // Nothing was kept there either.
    }
  }
}

function browserStorage(): Storage | undefined {
  try {
    return window.localStorage
  } catch {
    return undefined
  }
}
