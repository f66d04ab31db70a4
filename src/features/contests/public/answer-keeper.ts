import { CallFailed, fetchJson } from '../../../platform/public/fetch-json.ts'
import type { Answer, finishAttempt, saveAnswer } from '../contract.ts'

/**
 * Keeps each answer on the phone until the server has it: one at a time, the newest of a question wins, and what waited
 * through a dead network or a closed browser is sent later or goes with handing in.
 */
export class AnswerKeeper {
  private sending = false
  private waitingAnswers: Record<string, Answer>
  private readonly key: string
  private readonly api: string
  private readonly say: (state: string) => void

  constructor(api: string, attempt: string, say: (state: string) => void) {
    this.api = api
    this.say = say
    this.key = `anyue-answers-${attempt}`
    this.waitingAnswers = readStored(this.key)
  }

  /** By place, what the server does not have yet. */
  waiting(): Record<string, Answer> {
    return this.waitingAnswers
  }

  keep(place: number, answer: Answer): void {
    this.store({ ...this.waitingAnswers, [place]: answer })
    this.flush()
  }

  flush(): void {
    if (!this.sending) void this.send()
  }

  /** True when the attempt is over. */
  async handIn(): Promise<boolean> {
    try {
      await fetchJson<typeof finishAttempt>('POST', `${this.api}/finish`, { answers: this.waitingAnswers })
      this.store({})
      return true
    } catch (error) {
      this.say((error as Error).message)
      return false
    }
  }

  private async send(): Promise<void> {
    this.sending = true
    try {
      for (let next = first(this.waitingAnswers); next; next = first(this.waitingAnswers)) {
        const [place, answer] = next
        this.say('正在保存…')
        await fetchJson<typeof saveAnswer>('PUT', `${this.api}/answers/${place}`, { answer })
        if (this.waitingAnswers[place] === answer) {
          const { [place]: _sent, ...rest } = this.waitingAnswers
          this.store(rest)
        }
        this.say('已保存')
      }
    } catch (error) {
      this.explain(error as Error)
    } finally {
      this.sending = false
    }
  }

  private explain(error: Error): void {
    if (error instanceof CallFailed && error.name === 'attempt-over') location.reload()
    else if (error instanceof CallFailed && error.name === 'offline') {
      this.say('网络不通，答案先记在本机，联网后自动保存。')
      setTimeout(() => this.flush(), 3_000)
    } else this.say(error.message)
  }

  private store(answers: Record<string, Answer>): void {
    this.waitingAnswers = answers
    try {
      if (Object.keys(answers).length === 0) localStorage.removeItem(this.key)
      else localStorage.setItem(this.key, JSON.stringify(answers))
    } catch {
      // A browser without storage still has the answers on this page.
    }
  }
}

function first(answers: Record<string, Answer>): [string, Answer] | undefined {
  return Object.entries(answers)[0]
}

function readStored(key: string): Record<string, Answer> {
  try {
    return JSON.parse(localStorage.getItem(key) ?? '{}') as Record<string, Answer>
  } catch {
    return {}
  }
}
