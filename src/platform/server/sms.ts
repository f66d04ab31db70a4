import type { Config } from './config.ts'

/** Short messages. The number is national, 11 digits. */
export interface Sms {
  /** Resolves when the message was taken; throws otherwise. */
  send: (number: string, text: string) => Promise<void>
}

/** The gateway that the operator names; in the demo the console; else none. */
export function createSms(config: Config): Sms | null {
  if (config.smsGateway) return createGateway(config.smsGateway)
  return config.demo ? consoleSms : null
}

/** For the demo: one line on standard error, where whoever runs it reads the code. */
const consoleSms: Sms = {
  send: async (number, text) => {
    process.stderr.write(`短信（演示，未发出） ${number.slice(0, 3)}****${number.slice(-4)}：${text}\n`)
  },
}

const answerWithinMs = 10_000

/** Any gateway that takes JSON over HTTPS; what it answers is not read, and not logged. */
function createGateway({ url, token }: { url: string; token: string }): Sms {
  return {
    send: async (number, text) => {
      const reply = await fetch(url, {
        method: 'POST',
        redirect: 'error',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({ number, text }),
        signal: AbortSignal.timeout(answerWithinMs),
      })
      await reply.body?.cancel()
      if (!reply.ok) throw new Error(`the SMS gateway answered ${reply.status}`)
    },
  }
}
