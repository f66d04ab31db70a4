import { canonicalJson } from '../../../platform/shared/canonical-json.ts'
import { ApiProblem, callApi } from '../../../platform/web/call-api.ts'
import type { ReportContent } from '../content.ts'
import { startReport, submitReport } from '../contract.ts'

/** What is being reported, and by whom on this machine. */
export interface ReportAddress {
  campaign: string
  obligation: string
  username: string
}

interface Attempt {
  key: string
  content: ReportContent
}

export type Receipt = Awaited<ReturnType<typeof sendReport>>

const attemptName = (at: ReportAddress) => `anyue.attempt.${at.username}.${at.obligation}`
const startName = (at: ReportAddress) => `anyue.start.${at.username}.${at.obligation}`

/** An attempt whose answer never came: the report may have arrived. */
export function findOpenAttempt(at: ReportAddress): Attempt | null {
  const attempt = readJson<Attempt>(attemptName(at))
  return attempt && typeof attempt.key === 'string' && attempt.content ? attempt : null
}

export function forgetAttempt(at: ReportAddress): void {
  remove(attemptName(at))
}

/**
 * Sends a report. The same content keeps its key until an answer came, so that trying again after a cut line is
 * the same report to the server.
 */
export async function sendReport(at: ReportAddress, content: ReportContent) {
  const open = findOpenAttempt(at)
  const attempt =
    open && canonicalJson(open.content) === canonicalJson(content) ? open : { key: newKey(), content }
  writeJson(attemptName(at), attempt)
  const startToken = await proveStart(at)
  try {
    const receipt = await callApi(submitReport, {
      params: { campaign: at.campaign, obligation: at.obligation },
      headers: { 'idempotency-key': attempt.key },
      body: { ...content, ...(startToken ? { startToken } : {}) },
    })
    forgetAttempt(at)
    remove(startName(at))
    return receipt
  } catch (error) {
    if (error instanceof ApiProblem && error.status >= 400 && error.status < 500 && error.status !== 429) {
      forgetAttempt(at)
      if (error.name === 'bad-start-token') remove(startName(at))
    }
    throw error
  }
}

const asked = new Map<string, Promise<string | null>>()

/** The server's word that work began now: asked for with the first file or with the report, kept until it is sent. */
export function proveStart(at: ReportAddress): Promise<string | null> {
  const name = startName(at)
  const stored = readJson<{ token: string }>(name)
  if (stored?.token) return Promise.resolve(stored.token)
  const running = asked.get(name)
  if (running) return running
  const request = callApi(startReport, { params: { campaign: at.campaign, obligation: at.obligation } })
    .then((reply) => {
      writeJson(name, { token: reply.token })
      return reply.token
    })
    // Without it the report counts from its arrival.
    .catch(() => null)
    .finally(() => asked.delete(name))
  asked.set(name, request)
  return request
}

/** `crypto.randomUUID` is missing on plain http in a local network. */
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

function readJson<T>(name: string): T | null {
  try {
    return JSON.parse(localStorage.getItem(name) ?? 'null') as T | null
  } catch {
    return null
  }
}

function writeJson(name: string, value: unknown): void {
  try {
    localStorage.setItem(name, JSON.stringify(value))
  } catch {
    // The attempt still lives as long as this page.
  }
}

function remove(name: string): void {
  try {
    localStorage.removeItem(name)
  } catch {
    // Nothing was kept.
  }
}
